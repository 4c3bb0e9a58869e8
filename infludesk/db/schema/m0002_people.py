"""Members, the workspace's choices, files, clients and creators."""

from infludesk.db.schema.shape import index, synced

DDL = (
    synced(
        "member",
        """
        name TEXT,
        email TEXT,
        roles TEXT,
        job_title TEXT,
        function TEXT,
        zone TEXT,
        state TEXT,
        left_on TEXT
        """,
    ),
    synced(
        "setting",
        """
        key TEXT,
        value TEXT
        """,
    ),
    synced(
        "attachment",
        """
        name TEXT,
        media_type TEXT,
        bytes INTEGER,
        sha256 TEXT,
        added_on TEXT,
        caption TEXT,
        sensitive INTEGER
        """,
    ),
    synced(
        "attachment_link",
        """
        attachment_id TEXT REFERENCES attachment(id) DEFERRABLE INITIALLY DEFERRED,
        target TEXT,
        role TEXT,
        label TEXT,
        client_may_see INTEGER
        """,
    ),
    index("attachment_link", "attachment_id"),
    index("attachment_link", "target"),
    synced(
        "client",
        """
        name TEXT,
        email TEXT,
        currency TEXT,
        report_colour TEXT,
        legal_name TEXT,
        parent_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED,
        country TEXT,
        langs TEXT,
        zone TEXT,
        vat_number TEXT,
        owner_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        payment_days INTEGER,
        agency_fee_ppm INTEGER,
        approval_days INTEGER,
        rule_packs TEXT,
        state TEXT,
        notes TEXT
        """,
    ),
    index("client", "owner_id"),
    synced(
        "creator",
        """
        name TEXT,
        email TEXT,
        notes TEXT,
        owner_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        standing TEXT,
        archived INTEGER,
        summary TEXT,
        values_fit TEXT,
        likes TEXT,
        dislikes TEXT,
        sizes TEXT,
        given_name TEXT,
        family_name TEXT,
        middle_name TEXT,
        nickname TEXT,
        phonetic_name TEXT,
        pronouns TEXT,
        legal_name TEXT,
        phone TEXT,
        preferred_channel TEXT,
        langs TEXT,
        country TEXT,
        region TEXT,
        city TEXT,
        zone TEXT,
        kind TEXT,
        topics TEXT,
        member_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        referred_by_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        birth_date TEXT,
        gender TEXT,
        website TEXT,
        age_check TEXT,
        age_checked_on TEXT,
        merged_into_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED
        """,
    ),
    index("creator", "owner_id"),
    index("creator", "country"),
    index("creator", "merged_into_id"),
    synced(
        "account",
        """
        creator_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        platform TEXT,
        handle TEXT,
        url TEXT,
        platform_user_id TEXT,
        display_name TEXT,
        role TEXT,
        langs TEXT,
        country TEXT,
        content_kinds TEXT,
        verified INTEGER,
        state TEXT,
        checked_on TEXT,
        notes TEXT
        """,
    ),
    index("account", "creator_id"),
    synced(
        "account_snapshot",
        """
        account_id TEXT REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED,
        day TEXT,
        source TEXT,
        followers INTEGER,
        posts_count INTEGER,
        avg_views INTEGER,
        avg_likes INTEGER,
        avg_comments INTEGER,
        er_variant TEXT,
        er_numerator INTEGER,
        er_denominator INTEGER,
        er_ppm INTEGER,
        reach INTEGER,
        impressions INTEGER,
        fake_followers_ppm INTEGER
        """,
    ),
    index("account_snapshot", "account_id"),
    index("account_snapshot", "account_id, day"),
    synced(
        "tie",
        """
        creator_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT,
        with_party TEXT,
        since TEXT,
        until TEXT,
        details TEXT,
        disclose TEXT
        """,
    ),
    index("tie", "creator_id"),
    synced(
        "contact_point",
        """
        owner TEXT,
        kind TEXT,
        value TEXT,
        label TEXT,
        bounced_on TEXT
        """,
    ),
    index("contact_point", "owner"),
    synced(
        "address",
        """
        owner TEXT,
        recipient TEXT,
        line1 TEXT,
        line2 TEXT,
        city TEXT,
        region TEXT,
        postal_code TEXT,
        country TEXT,
        delivery_note TEXT
        """,
    ),
    index("address", "owner"),
    synced(
        "tag",
        """
        label TEXT,
        colour TEXT,
        kind TEXT
        """,
    ),
    index("tag", "label"),
    synced(
        "tagging",
        """
        tag_id TEXT REFERENCES tag(id) DEFERRABLE INITIALLY DEFERRED,
        target TEXT
        """,
    ),
    index("tagging", "tag_id"),
    index("tagging", "target"),
    synced(
        "timeline_entry",
        """
        creator_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        happened_at TEXT,
        kind TEXT,
        body TEXT,
        subject TEXT,
        direction TEXT,
        function TEXT,
        member_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        waiting_on TEXT,
        follow_up TEXT,
        thread_owner_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        mood TEXT
        """,
    ),
    index("timeline_entry", "creator_id"),
    index("timeline_entry", "thread_owner_id"),
    index("timeline_entry", "creator_id, happened_at"),
    index("timeline_entry", "waiting_on, follow_up"),
    synced(
        "do_not_contact",
        """
        person TEXT,
        address TEXT,
        channel TEXT,
        reason TEXT,
        since TEXT,
        until TEXT,
        scope TEXT,
        source TEXT,
        note TEXT
        """,
    ),
    index("do_not_contact", "person"),
    index("do_not_contact", "address"),
)
