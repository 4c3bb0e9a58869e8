CREATE TABLE account (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
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
) STRICT;

CREATE INDEX account_by_creator_id ON account(creator_id) WHERE deleted_at IS NULL AND creator_id IS NOT NULL;

CREATE TABLE account_snapshot (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
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
) STRICT;

CREATE INDEX account_snapshot_by_account_id ON account_snapshot(account_id) WHERE deleted_at IS NULL AND account_id IS NOT NULL;

CREATE INDEX account_snapshot_by_account_id_day ON account_snapshot(account_id, day) WHERE deleted_at IS NULL AND account_id IS NOT NULL;

CREATE TABLE address (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        owner TEXT,
        recipient TEXT,
        line1 TEXT,
        line2 TEXT,
        city TEXT,
        region TEXT,
        postal_code TEXT,
        country TEXT,
        delivery_note TEXT
) STRICT;

CREATE INDEX address_by_owner ON address(owner) WHERE deleted_at IS NULL AND owner IS NOT NULL;

CREATE TABLE asset_use (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        asset TEXT,
        right_id TEXT REFERENCES usage_right(id) DEFERRABLE INITIALLY DEFERRED,
        whitelisting_id TEXT REFERENCES whitelisting(id) DEFERRABLE INITIALLY DEFERRED,
        channel TEXT,
        place TEXT,
        territory TEXT,
        starts_on TEXT,
        planned_end TEXT,
        stopped_on TEXT
) STRICT;

CREATE INDEX asset_use_by_asset ON asset_use(asset) WHERE deleted_at IS NULL AND asset IS NOT NULL;

CREATE INDEX asset_use_by_right_id_stopped_on ON asset_use(right_id, stopped_on) WHERE deleted_at IS NULL AND right_id IS NOT NULL;

CREATE TABLE attachment (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        name TEXT,
        media_type TEXT,
        bytes INTEGER,
        sha256 TEXT,
        added_on TEXT,
        caption TEXT,
        sensitive INTEGER
) STRICT;

CREATE TABLE attachment_link (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        attachment_id TEXT REFERENCES attachment(id) DEFERRABLE INITIALLY DEFERRED,
        target TEXT,
        role TEXT,
        label TEXT,
        client_may_see INTEGER
) STRICT;

CREATE INDEX attachment_link_by_attachment_id ON attachment_link(attachment_id) WHERE deleted_at IS NULL AND attachment_id IS NOT NULL;

CREATE INDEX attachment_link_by_target ON attachment_link(target) WHERE deleted_at IS NULL AND target IS NOT NULL;

CREATE TABLE batch (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    label TEXT,
    at TEXT NOT NULL,
    actor TEXT,
    device TEXT,
    first INTEGER,
    last INTEGER,
    undoes INTEGER,
    undone_by INTEGER
) STRICT;

CREATE TABLE benefit (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        creator_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT,
        what TEXT,
        value_minor INTEGER,
        value_currency TEXT,
        given_on TEXT,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED,
        asked_post INTEGER
) STRICT;

CREATE INDEX benefit_by_creator_id_given_on ON benefit(creator_id, given_on) WHERE deleted_at IS NULL AND creator_id IS NOT NULL;

CREATE INDEX benefit_by_participation_id ON benefit(participation_id) WHERE deleted_at IS NULL AND participation_id IS NOT NULL;

CREATE TABLE brand (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        name TEXT,
        client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED,
        parent_id TEXT REFERENCES brand(id) DEFERRABLE INITIALLY DEFERRED,
        words TEXT,
        brand_values TEXT,
        categories TEXT
) STRICT;

CREATE INDEX brand_by_client_id ON brand(client_id) WHERE deleted_at IS NULL AND client_id IS NOT NULL;

CREATE TABLE brand_rival (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        brand_id TEXT REFERENCES brand(id) DEFERRABLE INITIALLY DEFERRED,
        rival_id TEXT REFERENCES brand(id) DEFERRABLE INITIALLY DEFERRED,
        since TEXT,
        until TEXT
) STRICT;

CREATE INDEX brand_rival_by_brand_id ON brand_rival(brand_id) WHERE deleted_at IS NULL AND brand_id IS NOT NULL;

CREATE INDEX brand_rival_by_rival_id ON brand_rival(rival_id) WHERE deleted_at IS NULL AND rival_id IS NOT NULL;

CREATE TABLE brief (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT,
        goal TEXT,
        key_messages TEXT,
        overview TEXT,
        audience TEXT,
        deliverables_text TEXT,
        avoid TEXT,
        creative_freedom TEXT,
        tone TEXT,
        dates_text TEXT,
        who_shoots TEXT,
        approval TEXT,
        payment_process TEXT,
        success_metrics TEXT,
        usage_text TEXT,
        lang TEXT,
        disclosure_wording TEXT,
        disclosure_place TEXT,
        hashtags TEXT,
        links TEXT,
        do_not_tag TEXT,
        rule_packs TEXT
, contact TEXT, base_id TEXT REFERENCES brief(id) DEFERRABLE INITIALLY DEFERRED, participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED) STRICT;

CREATE INDEX brief_by_base_id ON brief(base_id) WHERE deleted_at IS NULL AND base_id IS NOT NULL;

CREATE INDEX brief_by_campaign_id ON brief(campaign_id) WHERE deleted_at IS NULL AND campaign_id IS NOT NULL;

CREATE INDEX brief_by_participation_id ON brief(participation_id) WHERE deleted_at IS NULL AND participation_id IS NOT NULL;

CREATE TABLE brief_sending (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        version_id TEXT REFERENCES brief_version(id) DEFERRABLE INITIALLY DEFERRED,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        recipient TEXT,
        via TEXT,
        sent_at TEXT,
        personal_note TEXT,
        acknowledged_at TEXT,
        acknowledged_how TEXT
) STRICT;

CREATE INDEX brief_sending_by_participation_id ON brief_sending(participation_id) WHERE deleted_at IS NULL AND participation_id IS NOT NULL;

CREATE INDEX brief_sending_by_version_id ON brief_sending(version_id) WHERE deleted_at IS NULL AND version_id IS NOT NULL;

CREATE TABLE brief_version (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        brief_id TEXT REFERENCES brief(id) DEFERRABLE INITIALLY DEFERRED,
        body TEXT,
        sha256 TEXT,
        frozen_at TEXT,
        frozen_by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX brief_version_by_brief_id ON brief_version(brief_id) WHERE deleted_at IS NULL AND brief_id IS NOT NULL;

CREATE TABLE bundle (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT,
        note TEXT
) STRICT;

CREATE INDEX bundle_by_participation_id ON bundle(participation_id) WHERE deleted_at IS NULL AND participation_id IS NOT NULL;

CREATE TABLE campaign (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        name TEXT,
        client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED,
        ends_on TEXT,
        objective TEXT,
        audience TEXT,
        kind TEXT,
        starts_on TEXT,
        markets TEXT,
        platforms TEXT,
        hashtags TEXT,
        state TEXT,
        owner_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        analyst_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        zone TEXT,
        budget_minor INTEGER,
        budget_currency TEXT,
        report_currency TEXT,
        cost_basis TEXT,
        awareness_only INTEGER,
        approval_by_client INTEGER,
        rule_packs TEXT,
        headline_target_id TEXT REFERENCES kpi_target(id) DEFERRABLE INITIALLY DEFERRED,
        learned TEXT,
        client_note TEXT,
        report_headline TEXT,
        report_happened TEXT,
        report_next_step TEXT
, promo_objective TEXT, planning_rates TEXT) STRICT;

CREATE INDEX campaign_by_analyst_id ON campaign(analyst_id) WHERE deleted_at IS NULL AND analyst_id IS NOT NULL;

CREATE INDEX campaign_by_client_id ON campaign(client_id) WHERE deleted_at IS NULL AND client_id IS NOT NULL;

CREATE INDEX campaign_by_owner_id ON campaign(owner_id) WHERE deleted_at IS NULL AND owner_id IS NOT NULL;

CREATE INDEX campaign_by_state_ends_on ON campaign(state, ends_on) WHERE deleted_at IS NULL AND state IS NOT NULL;

CREATE TABLE campaign_market (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        country TEXT,
        langs TEXT,
        zone TEXT,
        lead_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        budget_minor INTEGER,
        budget_currency TEXT,
        rule_packs TEXT,
        local_notes TEXT
) STRICT;

CREATE INDEX campaign_market_by_campaign_id ON campaign_market(campaign_id) WHERE deleted_at IS NULL AND campaign_id IS NOT NULL;

CREATE TABLE campaign_party (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED,
        brand_id TEXT REFERENCES brand(id) DEFERRABLE INITIALLY DEFERRED,
        share_ppm INTEGER,
        part TEXT,
        own_report INTEGER
) STRICT;

CREATE INDEX campaign_party_by_campaign_id ON campaign_party(campaign_id) WHERE deleted_at IS NULL AND campaign_id IS NOT NULL;

CREATE TABLE category (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        code TEXT,
        label TEXT,
        parent_id TEXT REFERENCES category(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX category_by_parent_id ON category(parent_id) WHERE deleted_at IS NULL AND parent_id IS NOT NULL;

CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    batch INTEGER,
    stamp TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    data TEXT
) STRICT;

CREATE INDEX change_by_row ON change(row_id);

CREATE TABLE client (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
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
) STRICT;

CREATE INDEX client_by_owner_id ON client(owner_id) WHERE deleted_at IS NULL AND owner_id IS NOT NULL;

CREATE TABLE client_fee (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT,
        label TEXT,
        amount_minor INTEGER,
        amount_currency TEXT,
        bill_on TEXT,
        state TEXT
, "trigger" TEXT, trigger_days INTEGER, earned_on TEXT, held_why TEXT) STRICT;

CREATE INDEX client_fee_by_campaign_id ON client_fee(campaign_id) WHERE deleted_at IS NULL AND campaign_id IS NOT NULL;

CREATE TABLE consent (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        person TEXT,
        purpose TEXT,
        basis TEXT,
        since TEXT,
        how TEXT,
        data_source TEXT,
        notice_sent_on TEXT,
        withdrawn_on TEXT,
        keep_until TEXT,
        note TEXT
) STRICT;

CREATE INDEX consent_by_person ON consent(person) WHERE deleted_at IS NULL AND person IS NOT NULL;

CREATE TABLE contact_point (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        owner TEXT,
        kind TEXT,
        value TEXT,
        label TEXT,
        bounced_on TEXT
) STRICT;

CREATE INDEX contact_point_by_owner ON contact_point(owner) WHERE deleted_at IS NULL AND owner IS NOT NULL;

CREATE TABLE content_draft (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        deliverable_id TEXT REFERENCES deliverable(id) DEFERRABLE INITIALLY DEFERRED,
        step TEXT,
        submitted_at TEXT,
        url TEXT,
        caption TEXT,
        note TEXT,
        review_due TEXT,
        round_why TEXT
) STRICT;

CREATE INDEX content_draft_by_deliverable_id_submitted_at ON content_draft(deliverable_id, submitted_at) WHERE deleted_at IS NULL AND deliverable_id IS NOT NULL;

CREATE TABLE contract (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        title TEXT,
        creator_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        state TEXT,
        starts_on TEXT,
        ends_on TEXT,
        sent_on TEXT,
        signed_on TEXT,
        renewal TEXT,
        notice_days INTEGER,
        renew_by TEXT,
        kind TEXT,
        parent_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        currency TEXT,
        lang TEXT,
        law TEXT,
        law_place TEXT,
        owner_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        who_shoots TEXT,
        rounds_allowed INTEGER,
        review_days INTEGER,
        deemed_approval_days INTEGER,
        reshoot_limit INTEGER,
        min_live_days INTEGER,
        fix_hours INTEGER,
        late_fee_ppm INTEGER,
        pay_days INTEGER,
        expenses_cap_minor INTEGER,
        expenses_cap_currency TEXT,
        kill_fee_minor INTEGER,
        kill_fee_currency TEXT,
        rights_model TEXT,
        liability_cap_minor INTEGER,
        liability_cap_currency TEXT,
        rule_packs TEXT,
        body TEXT,
        body_sha256 TEXT,
        termination TEXT,
        ended_why TEXT
, template TEXT, kill_fee_ppm INTEGER) STRICT;

CREATE INDEX contract_by_creator_id ON contract(creator_id) WHERE deleted_at IS NULL AND creator_id IS NOT NULL;

CREATE INDEX contract_by_ends_on ON contract(ends_on) WHERE deleted_at IS NULL AND ends_on IS NOT NULL;

CREATE INDEX contract_by_owner_id ON contract(owner_id) WHERE deleted_at IS NULL AND owner_id IS NOT NULL;

CREATE INDEX contract_by_participation_id ON contract(participation_id) WHERE deleted_at IS NULL AND participation_id IS NOT NULL;

CREATE INDEX contract_by_renew_by ON contract(renew_by) WHERE deleted_at IS NULL AND renew_by IS NOT NULL;

CREATE TABLE contract_clause (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        code TEXT,
        title TEXT,
        text TEXT,
        position INTEGER
) STRICT;

CREATE INDEX contract_clause_by_contract_id ON contract_clause(contract_id) WHERE deleted_at IS NULL AND contract_id IS NOT NULL;

CREATE TABLE contract_item (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        item INTEGER,
        answer TEXT,
        place TEXT,
        note TEXT,
        red_flag INTEGER,
        decided_by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX contract_item_by_contract_id ON contract_item(contract_id) WHERE deleted_at IS NULL AND contract_id IS NOT NULL;

CREATE TABLE contract_party (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        role TEXT,
        party TEXT,
        legal_name TEXT,
        legal_entity TEXT,
        postal_address TEXT,
        email TEXT,
        tax_country TEXT,
        signatory TEXT,
        signed_on TEXT,
        signed_how TEXT
) STRICT;

CREATE INDEX contract_party_by_contract_id ON contract_party(contract_id) WHERE deleted_at IS NULL AND contract_id IS NOT NULL;

CREATE INDEX contract_party_by_party ON contract_party(party) WHERE deleted_at IS NULL AND party IS NOT NULL;

CREATE TABLE cost (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        post_id TEXT REFERENCES post(id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT,
        label TEXT,
        amount_minor INTEGER,
        amount_currency TEXT,
        spent_on TEXT,
        charged_on INTEGER
) STRICT;

CREATE INDEX cost_by_campaign_id ON cost(campaign_id) WHERE deleted_at IS NULL AND campaign_id IS NOT NULL;

CREATE TABLE creator (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
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
) STRICT;

CREATE INDEX creator_by_country ON creator(country) WHERE deleted_at IS NULL AND country IS NOT NULL;

CREATE INDEX creator_by_merged_into_id ON creator(merged_into_id) WHERE deleted_at IS NULL AND merged_into_id IS NOT NULL;

CREATE INDEX creator_by_owner_id ON creator(owner_id) WHERE deleted_at IS NULL AND owner_id IS NOT NULL;

CREATE TABLE creator_fee (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        amount_minor INTEGER,
        amount_currency TEXT,
        due_on TEXT,
        state TEXT,
        kind TEXT,
        label TEXT,
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        deliverable_id TEXT REFERENCES deliverable(id) DEFERRABLE INITIALLY DEFERRED,
        usage_right_id TEXT REFERENCES usage_right(id) DEFERRABLE INITIALLY DEFERRED,
        estimate INTEGER,
        trigger TEXT,
        trigger_days INTEGER,
        earned_on TEXT,
        held_why TEXT
, bundle_id TEXT REFERENCES bundle(id) DEFERRABLE INITIALLY DEFERRED, rate_ppm INTEGER, rate_of TEXT, payee_id TEXT REFERENCES payee(id) DEFERRABLE INITIALLY DEFERRED) STRICT;

CREATE INDEX creator_fee_by_contract_id ON creator_fee(contract_id) WHERE deleted_at IS NULL AND contract_id IS NOT NULL;

CREATE INDEX creator_fee_by_participation_id ON creator_fee(participation_id) WHERE deleted_at IS NULL AND participation_id IS NOT NULL;

CREATE INDEX creator_fee_by_state_due_on ON creator_fee(state, due_on) WHERE deleted_at IS NULL AND state IS NOT NULL;

CREATE VIRTUAL TABLE creator_fts USING fts5(
    name, handles, email, tags, notes, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE TABLE creator_link (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        from_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        to_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT,
        note TEXT
) STRICT;

CREATE INDEX creator_link_by_from_id ON creator_link(from_id) WHERE deleted_at IS NULL AND from_id IS NOT NULL;

CREATE INDEX creator_link_by_to_id ON creator_link(to_id) WHERE deleted_at IS NULL AND to_id IS NOT NULL;

CREATE TABLE creator_stats (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sort_key TEXT NOT NULL,
    folded TEXT NOT NULL,
    owner_id TEXT,
    standing TEXT,
    tier TEXT,
    followers INTEGER,
    er_ppm INTEGER,
    er_variant TEXT,
    as_of TEXT,
    platform TEXT,
    handle TEXT,
    more_handles TEXT,
    relations TEXT,
    tags TEXT,
    last_contact TEXT,
    next_step TEXT,
    blocked INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX creator_stats_by_followers ON creator_stats(followers DESC, id);

CREATE INDEX creator_stats_by_name ON creator_stats(sort_key, id);

CREATE TABLE custom_field (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        table_name TEXT,
        key TEXT,
        label TEXT,
        field_kind TEXT,
        choices TEXT,
        help TEXT,
        internal INTEGER,
        searchable INTEGER,
        position INTEGER
) STRICT;

CREATE INDEX custom_field_by_table_name ON custom_field(table_name) WHERE deleted_at IS NULL AND table_name IS NOT NULL;

CREATE TABLE custom_value (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        field_id TEXT REFERENCES custom_field(id) DEFERRABLE INITIALLY DEFERRED,
        record TEXT,
        value_text TEXT,
        value_int INTEGER,
        value_currency TEXT
) STRICT;

CREATE INDEX custom_value_by_field_id_value_int_value_currency_record ON custom_value(field_id, value_int, value_currency, record) WHERE deleted_at IS NULL AND field_id IS NOT NULL;

CREATE INDEX custom_value_by_field_id_value_text_record ON custom_value(field_id, value_text, record) WHERE deleted_at IS NULL AND field_id IS NOT NULL;

CREATE INDEX custom_value_by_record_field_id ON custom_value(record, field_id) WHERE deleted_at IS NULL AND record IS NOT NULL;

CREATE TABLE deliverable (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT,
        format TEXT,
        due TEXT,
        state TEXT,
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        account_id TEXT REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED,
        quantity INTEGER,
        min_seconds INTEGER,
        min_live_days INTEGER,
        post_from TEXT,
        market TEXT,
        hashtags TEXT,
        mentions TEXT,
        links TEXT,
        requirements TEXT,
        draft_due TEXT,
        owner_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        waived_why TEXT
, bundle_id TEXT REFERENCES bundle(id) DEFERRABLE INITIALLY DEFERRED, needs_post INTEGER, lang TEXT, concept_due TEXT, rounds_allowed INTEGER, minor_appears INTEGER, synthetic_media TEXT, music_cleared INTEGER) STRICT;

CREATE INDEX deliverable_by_concept_due ON deliverable(concept_due) WHERE deleted_at IS NULL AND concept_due IS NOT NULL;

CREATE INDEX deliverable_by_draft_due ON deliverable(draft_due) WHERE deleted_at IS NULL AND draft_due IS NOT NULL;

CREATE INDEX deliverable_by_owner_id ON deliverable(owner_id) WHERE deleted_at IS NULL AND owner_id IS NOT NULL;

CREATE INDEX deliverable_by_participation_id ON deliverable(participation_id) WHERE deleted_at IS NULL AND participation_id IS NOT NULL;

CREATE INDEX deliverable_by_state_due ON deliverable(state, due) WHERE deleted_at IS NULL AND state IS NOT NULL;

CREATE TABLE derived (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;

CREATE TABLE disclosure_check (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        post_id TEXT REFERENCES post(id) DEFERRABLE INITIALLY DEFERRED,
        pack_id TEXT REFERENCES rule_pack(id) DEFERRABLE INITIALLY DEFERRED,
        outcome TEXT,
        checked_at TEXT,
        checked_by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        connection_seen TEXT,
        fix_asked_at TEXT,
        fix_due TEXT,
        fixed_at TEXT,
        note TEXT
, draft_id TEXT REFERENCES content_draft(id) DEFERRABLE INITIALLY DEFERRED, brief_version_id TEXT REFERENCES brief_version(id) DEFERRABLE INITIALLY DEFERRED, fix_wanted TEXT, fix_reminded_at TEXT) STRICT;

CREATE INDEX disclosure_check_by_draft_id ON disclosure_check(draft_id) WHERE deleted_at IS NULL AND draft_id IS NOT NULL;

CREATE INDEX disclosure_check_by_outcome_fix_due ON disclosure_check(outcome, fix_due) WHERE deleted_at IS NULL AND outcome IS NOT NULL;

CREATE INDEX disclosure_check_by_pack_id ON disclosure_check(pack_id) WHERE deleted_at IS NULL AND pack_id IS NOT NULL;

CREATE INDEX disclosure_check_by_post_id ON disclosure_check(post_id) WHERE deleted_at IS NULL AND post_id IS NOT NULL;

CREATE TABLE disclosure_finding (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        check_id TEXT REFERENCES disclosure_check(id) DEFERRABLE INITIALLY DEFERRED,
        rule TEXT,
        cite TEXT,
        result TEXT,
        seen TEXT,
        note TEXT
, found_by TEXT) STRICT;

CREATE INDEX disclosure_finding_by_check_id ON disclosure_finding(check_id) WHERE deleted_at IS NULL AND check_id IS NOT NULL;

CREATE TABLE do_not_contact (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        person TEXT,
        address TEXT,
        channel TEXT,
        reason TEXT,
        since TEXT,
        until TEXT,
        scope TEXT,
        source TEXT,
        note TEXT
) STRICT;

CREATE INDEX do_not_contact_by_address ON do_not_contact(address) WHERE deleted_at IS NULL AND address IS NOT NULL;

CREATE INDEX do_not_contact_by_person ON do_not_contact(person) WHERE deleted_at IS NULL AND person IS NOT NULL;

CREATE TABLE draft (kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)) STRICT;

CREATE TABLE evidence (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        about TEXT,
        kind TEXT,
        sha256 TEXT,
        taken_at TEXT,
        taken_by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        url TEXT,
        text TEXT
) STRICT;

CREATE INDEX evidence_by_about ON evidence(about) WHERE deleted_at IS NULL AND about IS NOT NULL;

CREATE TABLE exchange_rate (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        from_currency TEXT,
        to_currency TEXT,
        on_day TEXT,
        rate_num INTEGER,
        rate_den INTEGER,
        rate_day TEXT,
        rate_source TEXT
) STRICT;

CREATE INDEX exchange_rate_by_from_currency_to_currency_on_day ON exchange_rate(from_currency, to_currency, on_day) WHERE deleted_at IS NULL AND from_currency IS NOT NULL;

CREATE TABLE exclusivity (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        creator_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        scope TEXT,
        categories TEXT,
        starts_on TEXT,
        ends_on TEXT,
        rivals TEXT,
        for_brand_id TEXT REFERENCES brand(id) DEFERRABLE INITIALLY DEFERRED,
        platforms TEXT,
        markets TEXT,
        days_before INTEGER,
        days_after INTEGER,
        organic_allowed INTEGER,
        source TEXT,
        source_note TEXT,
        waived_by TEXT,
        waived_on TEXT
) STRICT;

CREATE INDEX exclusivity_by_contract_id ON exclusivity(contract_id) WHERE deleted_at IS NULL AND contract_id IS NOT NULL;

CREATE INDEX exclusivity_by_creator_id_ends_on ON exclusivity(creator_id, ends_on) WHERE deleted_at IS NULL AND creator_id IS NOT NULL;

CREATE INDEX exclusivity_by_for_brand_id ON exclusivity(for_brand_id) WHERE deleted_at IS NULL AND for_brand_id IS NOT NULL;

CREATE TABLE fulfilment (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        deliverable_id TEXT REFERENCES deliverable(id) DEFERRABLE INITIALLY DEFERRED,
        post_id TEXT REFERENCES post(id) DEFERRABLE INITIALLY DEFERRED,
        counts INTEGER
) STRICT;

CREATE INDEX fulfilment_by_deliverable_id ON fulfilment(deliverable_id) WHERE deleted_at IS NULL AND deliverable_id IS NOT NULL;

CREATE INDEX fulfilment_by_post_id ON fulfilment(post_id) WHERE deleted_at IS NULL AND post_id IS NOT NULL;

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE import_mapping (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        name TEXT,
        source TEXT,
        fingerprint TEXT,
        body TEXT
) STRICT;

CREATE INDEX import_mapping_by_fingerprint ON import_mapping(fingerprint) WHERE deleted_at IS NULL AND fingerprint IS NOT NULL;

CREATE TABLE import_row (
    run_id TEXT NOT NULL,
    row_no INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT,
    target TEXT,
    kept TEXT,
    raw TEXT,
    PRIMARY KEY (run_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_row_by_target ON import_row(target) WHERE target IS NOT NULL;

CREATE TABLE import_run (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        file_name TEXT,
        sha256 TEXT,
        sheet TEXT,
        kind TEXT,
        source TEXT,
        batch_id TEXT,
        run_by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        run_at TEXT,
        rows_in INTEGER,
        created INTEGER,
        merged INTEGER,
        skipped INTEGER,
        data_source TEXT,
        lawful_basis TEXT
, mapping_id TEXT REFERENCES import_mapping(id) DEFERRABLE INITIALLY DEFERRED) STRICT;

CREATE INDEX import_run_by_mapping_id ON import_run(mapping_id) WHERE deleted_at IS NULL AND mapping_id IS NOT NULL;

CREATE INDEX import_run_by_run_at ON import_run(run_at) WHERE deleted_at IS NULL AND run_at IS NOT NULL;

CREATE TABLE invoice (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        direction TEXT,
        number TEXT,
        issued_on TEXT,
        due_on TEXT,
        stated_total_minor INTEGER,
        stated_total_currency TEXT,
        state TEXT,
        kind TEXT,
        payee_id TEXT REFERENCES payee(id) DEFERRABLE INITIALLY DEFERRED,
        client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED,
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        received_on TEXT,
        stated_tax_minor INTEGER,
        stated_tax_currency TEXT,
        fx_num INTEGER,
        fx_den INTEGER,
        fx_day TEXT,
        fx_source TEXT,
        approved_by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        note TEXT
) STRICT;

CREATE INDEX invoice_by_campaign_id ON invoice(campaign_id) WHERE deleted_at IS NULL AND campaign_id IS NOT NULL;

CREATE INDEX invoice_by_client_id_issued_on ON invoice(client_id, issued_on) WHERE deleted_at IS NULL AND client_id IS NOT NULL;

CREATE INDEX invoice_by_payee_id ON invoice(payee_id) WHERE deleted_at IS NULL AND payee_id IS NOT NULL;

CREATE INDEX invoice_by_state_due_on ON invoice(state, due_on) WHERE deleted_at IS NULL AND state IS NOT NULL;

CREATE TABLE invoice_line (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        invoice_id TEXT REFERENCES invoice(id) DEFERRABLE INITIALLY DEFERRED,
        fee TEXT,
        label TEXT,
        amount_minor INTEGER,
        amount_currency TEXT,
        tax_ppm INTEGER
) STRICT;

CREATE INDEX invoice_line_by_fee ON invoice_line(fee) WHERE deleted_at IS NULL AND fee IS NOT NULL;

CREATE INDEX invoice_line_by_invoice_id ON invoice_line(invoice_id) WHERE deleted_at IS NULL AND invoice_id IS NOT NULL;

CREATE TABLE kpi (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        code TEXT,
        name TEXT,
        meaning TEXT,
        formula TEXT,
        variant TEXT,
        unit TEXT,
        better TEXT,
        period TEXT
) STRICT;

CREATE TABLE kpi_target (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        kpi_id TEXT REFERENCES kpi(id) DEFERRABLE INITIALLY DEFERRED,
        scope TEXT,
        target INTEGER,
        currency TEXT,
        market TEXT,
        from_day TEXT,
        until_day TEXT,
        note TEXT
) STRICT;

CREATE INDEX kpi_target_by_kpi_id ON kpi_target(kpi_id) WHERE deleted_at IS NULL AND kpi_id IS NOT NULL;

CREATE INDEX kpi_target_by_scope ON kpi_target(scope) WHERE deleted_at IS NULL AND scope IS NOT NULL;

CREATE INDEX kpi_target_by_scope_kpi_id ON kpi_target(scope, kpi_id) WHERE deleted_at IS NULL AND scope IS NOT NULL;

CREATE TABLE legal_figure (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        code TEXT,
        from_day TEXT,
        until_day TEXT,
        amount_minor INTEGER,
        amount_currency TEXT,
        source TEXT,
        confidence TEXT,
        entered_by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX legal_figure_by_code ON legal_figure(code) WHERE deleted_at IS NULL AND code IS NOT NULL;

CREATE TABLE match_key (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    creator_id TEXT NOT NULL,
    PRIMARY KEY (kind, key, creator_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX match_key_by_creator ON match_key(creator_id);

CREATE TABLE member (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        name TEXT,
        email TEXT,
        roles TEXT,
        job_title TEXT,
        function TEXT,
        zone TEXT,
        state TEXT,
        left_on TEXT
) STRICT;

CREATE TABLE parcel (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        creator_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        what TEXT,
        value_minor INTEGER,
        value_currency TEXT,
        state TEXT,
        return_due TEXT,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED,
        asked_post INTEGER,
        address_confirmed_on TEXT,
        ship_to TEXT,
        carrier TEXT,
        tracking_number TEXT,
        shipped_on TEXT,
        delivered_on TEXT,
        shipping_cost_minor INTEGER,
        shipping_cost_currency TEXT,
        customs TEXT,
        card_text TEXT,
        owner_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        thanks_on TEXT,
        reason TEXT
) STRICT;

CREATE INDEX parcel_by_campaign_id ON parcel(campaign_id) WHERE deleted_at IS NULL AND campaign_id IS NOT NULL;

CREATE INDEX parcel_by_client_id ON parcel(client_id) WHERE deleted_at IS NULL AND client_id IS NOT NULL;

CREATE INDEX parcel_by_creator_id ON parcel(creator_id) WHERE deleted_at IS NULL AND creator_id IS NOT NULL;

CREATE INDEX parcel_by_participation_id ON parcel(participation_id) WHERE deleted_at IS NULL AND participation_id IS NOT NULL;

CREATE INDEX parcel_by_return_due ON parcel(return_due) WHERE deleted_at IS NULL AND return_due IS NOT NULL;

CREATE INDEX parcel_by_state_shipped_on ON parcel(state, shipped_on) WHERE deleted_at IS NULL AND state IS NOT NULL;

CREATE TABLE parcel_item (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        parcel_id TEXT REFERENCES parcel(id) DEFERRABLE INITIALLY DEFERRED,
        product_id TEXT REFERENCES product(id) DEFERRABLE INITIALLY DEFERRED,
        label TEXT,
        quantity INTEGER,
        unit_value_minor INTEGER,
        unit_value_currency TEXT,
        given_as TEXT,
        serial TEXT,
        condition_out TEXT,
        return_due TEXT,
        outcome TEXT,
        outcome_on TEXT,
        condition_in TEXT,
        received_by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX parcel_item_by_given_as_outcome_return_due ON parcel_item(given_as, outcome, return_due) WHERE deleted_at IS NULL AND given_as IS NOT NULL;

CREATE INDEX parcel_item_by_parcel_id ON parcel_item(parcel_id) WHERE deleted_at IS NULL AND parcel_id IS NOT NULL;

CREATE INDEX parcel_item_by_product_id ON parcel_item(product_id) WHERE deleted_at IS NULL AND product_id IS NOT NULL;

CREATE INDEX parcel_item_by_serial ON parcel_item(serial) WHERE deleted_at IS NULL AND serial IS NOT NULL;

CREATE TABLE participation (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        creator_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        stage TEXT,
        reason TEXT,
        ask_again_on TEXT,
        market TEXT,
        why_them TEXT,
        source TEXT,
        position INTEGER,
        client_decision TEXT,
        client_decided_on TEXT,
        client_comment TEXT,
        owner_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        pay TEXT,
        lang TEXT,
        product_notes TEXT,
        content_plan TEXT,
        exit_note TEXT
) STRICT;

CREATE INDEX participation_by_campaign_id ON participation(campaign_id) WHERE deleted_at IS NULL AND campaign_id IS NOT NULL;

CREATE INDEX participation_by_campaign_id_stage ON participation(campaign_id, stage) WHERE deleted_at IS NULL AND campaign_id IS NOT NULL;

CREATE INDEX participation_by_creator_id ON participation(creator_id) WHERE deleted_at IS NULL AND creator_id IS NOT NULL;

CREATE INDEX participation_by_owner_id ON participation(owner_id) WHERE deleted_at IS NULL AND owner_id IS NOT NULL;

CREATE TABLE payee (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        name TEXT,
        kind TEXT,
        country TEXT,
        currency TEXT,
        vat_number TEXT,
        tax_id_kind TEXT,
        tax_id TEXT,
        tax_form TEXT,
        form_signed_on TEXT,
        form_until TEXT,
        us_person INTEGER,
        region TEXT,
        withholding_ppm INTEGER,
        method TEXT,
        bank_details TEXT,
        email TEXT,
        note TEXT
) STRICT;

CREATE TABLE payee_link (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        payee_id TEXT REFERENCES payee(id) DEFERRABLE INITIALLY DEFERRED,
        for_party TEXT,
        preferred INTEGER,
        share_ppm INTEGER,
        since TEXT,
        until TEXT
) STRICT;

CREATE INDEX payee_link_by_for_party ON payee_link(for_party) WHERE deleted_at IS NULL AND for_party IS NOT NULL;

CREATE INDEX payee_link_by_payee_id ON payee_link(payee_id) WHERE deleted_at IS NULL AND payee_id IS NOT NULL;

CREATE TABLE payee_tax_year (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        payee_id TEXT REFERENCES payee(id) DEFERRABLE INITIALLY DEFERRED,
        jurisdiction TEXT,
        year INTEGER,
        paid_elsewhere_minor INTEGER,
        paid_elsewhere_currency TEXT,
        form_filed_on TEXT,
        note TEXT
) STRICT;

CREATE INDEX payee_tax_year_by_payee_id ON payee_tax_year(payee_id) WHERE deleted_at IS NULL AND payee_id IS NOT NULL;

CREATE TABLE payment (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        invoice_id TEXT REFERENCES invoice(id) DEFERRABLE INITIALLY DEFERRED,
        fee_id TEXT REFERENCES creator_fee(id) DEFERRABLE INITIALLY DEFERRED,
        payee_id TEXT REFERENCES payee(id) DEFERRABLE INITIALLY DEFERRED,
        client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED,
        paid_on TEXT,
        amount_minor INTEGER,
        amount_currency TEXT,
        method TEXT,
        reference TEXT,
        fx_num INTEGER,
        fx_den INTEGER,
        fx_day TEXT,
        fx_source TEXT,
        bank_fees_minor INTEGER,
        bank_fees_currency TEXT
) STRICT;

CREATE INDEX payment_by_fee_id ON payment(fee_id) WHERE deleted_at IS NULL AND fee_id IS NOT NULL;

CREATE INDEX payment_by_invoice_id ON payment(invoice_id) WHERE deleted_at IS NULL AND invoice_id IS NOT NULL;

CREATE INDEX payment_by_payee_id_paid_on ON payment(payee_id, paid_on) WHERE deleted_at IS NULL AND payee_id IS NOT NULL;

CREATE TABLE post (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        url TEXT,
        account_id TEXT REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED,
        published_at TEXT,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        platform TEXT,
        platform_post_id TEXT,
        format TEXT,
        title TEXT,
        caption TEXT,
        lang TEXT,
        seconds INTEGER,
        connection TEXT,
        asked_for INTEGER,
        platform_label INTEGER,
        boosted INTEGER,
        last_seen_live TEXT,
        down_on TEXT,
        down_why TEXT
, synthetic_media TEXT, markets TEXT, expires_at TEXT) STRICT;

CREATE INDEX post_by_account_id_published_at ON post(account_id, published_at) WHERE deleted_at IS NULL AND account_id IS NOT NULL;

CREATE INDEX post_by_campaign_id_published_at ON post(campaign_id, published_at) WHERE deleted_at IS NULL AND campaign_id IS NOT NULL;

CREATE INDEX post_by_participation_id ON post(participation_id) WHERE deleted_at IS NULL AND participation_id IS NOT NULL;

CREATE TABLE post_snapshot (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        post_id TEXT REFERENCES post(id) DEFERRABLE INITIALLY DEFERRED,
        as_of TEXT,
        source TEXT,
        views INTEGER,
        reach INTEGER,
        likes INTEGER,
        comments INTEGER,
        shares INTEGER,
        saves INTEGER,
        traffic TEXT,
        impressions INTEGER,
        reposts INTEGER,
        reactions INTEGER,
        replies INTEGER,
        clicks INTEGER,
        follows INTEGER,
        watch_seconds INTEGER,
        followers_then INTEGER
) STRICT;

CREATE INDEX post_snapshot_by_post_id ON post_snapshot(post_id) WHERE deleted_at IS NULL AND post_id IS NOT NULL;

CREATE INDEX post_snapshot_by_post_id_as_of ON post_snapshot(post_id, as_of) WHERE deleted_at IS NULL AND post_id IS NOT NULL;

CREATE TABLE product (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        name TEXT,
        brand_id TEXT REFERENCES brand(id) DEFERRABLE INITIALLY DEFERRED,
        sku TEXT,
        variant TEXT,
        retail_value_minor INTEGER,
        retail_value_currency TEXT,
        unit_cost_minor INTEGER,
        unit_cost_currency TEXT,
        url TEXT,
        restricted TEXT,
        state TEXT
) STRICT;

CREATE INDEX product_by_brand_id ON product(brand_id) WHERE deleted_at IS NULL AND brand_id IS NOT NULL;

CREATE TABLE review (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        draft_id TEXT REFERENCES content_draft(id) DEFERRABLE INITIALLY DEFERRED,
        side TEXT,
        reviewer TEXT,
        decision TEXT,
        decided_at TEXT,
        comment TEXT,
        inside_note TEXT,
        reshoot INTEGER,
        deemed INTEGER
) STRICT;

CREATE INDEX review_by_draft_id ON review(draft_id) WHERE deleted_at IS NULL AND draft_id IS NOT NULL;

CREATE TABLE right_asset (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        right_id TEXT REFERENCES usage_right(id) DEFERRABLE INITIALLY DEFERRED,
        asset TEXT
) STRICT;

CREATE INDEX right_asset_by_asset ON right_asset(asset) WHERE deleted_at IS NULL AND asset IS NOT NULL;

CREATE INDEX right_asset_by_right_id ON right_asset(right_id) WHERE deleted_at IS NULL AND right_id IS NOT NULL;

CREATE TABLE rule_pack (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        code TEXT,
        version TEXT,
        jurisdiction TEXT,
        label_lang TEXT,
        effective_from TEXT,
        effective_to TEXT,
        source_url TEXT,
        body TEXT,
        sha256 TEXT,
        origin TEXT
) STRICT;

CREATE TABLE setting (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        key TEXT,
        value TEXT
) STRICT;

CREATE TABLE snooze (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        item_key TEXT,
        until TEXT,
        by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        reason TEXT
) STRICT;

CREATE TABLE tag (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        label TEXT,
        colour TEXT,
        kind TEXT
) STRICT;

CREATE INDEX tag_by_label ON tag(label) WHERE deleted_at IS NULL AND label IS NOT NULL;

CREATE TABLE tagging (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        tag_id TEXT REFERENCES tag(id) DEFERRABLE INITIALLY DEFERRED,
        target TEXT
) STRICT;

CREATE INDEX tagging_by_tag_id ON tagging(tag_id) WHERE deleted_at IS NULL AND tag_id IS NOT NULL;

CREATE INDEX tagging_by_target ON tagging(target) WHERE deleted_at IS NULL AND target IS NOT NULL;

CREATE TABLE task (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        title TEXT,
        due TEXT,
        assignee_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        state TEXT,
        about TEXT,
        next_action INTEGER,
        notes TEXT,
        done_at TEXT,
        done_by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX task_by_about ON task(about) WHERE deleted_at IS NULL AND about IS NOT NULL;

CREATE INDEX task_by_assignee_id_state_due ON task(assignee_id, state, due) WHERE deleted_at IS NULL AND assignee_id IS NOT NULL;

CREATE TABLE template (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        kind TEXT,
        name TEXT,
        lang TEXT,
        body TEXT
) STRICT;

CREATE INDEX template_by_kind ON template(kind) WHERE deleted_at IS NULL AND kind IS NOT NULL;

CREATE TABLE tie (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        creator_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT,
        with_party TEXT,
        since TEXT,
        until TEXT,
        details TEXT,
        disclose TEXT
) STRICT;

CREATE INDEX tie_by_creator_id ON tie(creator_id) WHERE deleted_at IS NULL AND creator_id IS NOT NULL;

CREATE TABLE timeline_entry (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
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
) STRICT;

CREATE INDEX timeline_entry_by_creator_id ON timeline_entry(creator_id) WHERE deleted_at IS NULL AND creator_id IS NOT NULL;

CREATE INDEX timeline_entry_by_creator_id_happened_at ON timeline_entry(creator_id, happened_at) WHERE deleted_at IS NULL AND creator_id IS NOT NULL;

CREATE INDEX timeline_entry_by_thread_owner_id ON timeline_entry(thread_owner_id) WHERE deleted_at IS NULL AND thread_owner_id IS NOT NULL;

CREATE INDEX timeline_entry_by_waiting_on_follow_up ON timeline_entry(waiting_on, follow_up) WHERE deleted_at IS NULL AND waiting_on IS NOT NULL;

CREATE VIRTUAL TABLE title_fts USING fts5(
    title, kind UNINDEXED, record UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE TABLE usage_right (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        channels TEXT,
        ends_on TEXT,
        territory TEXT,
        start_rule TEXT,
        starts_on TEXT,
        days INTEGER,
        perpetual INTEGER,
        edits TEXT,
        raw_files INTEGER,
        credit_required INTEGER,
        notice_days INTEGER
, renewed_from_id TEXT REFERENCES usage_right(id) DEFERRABLE INITIALLY DEFERRED, client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED) STRICT;

CREATE INDEX usage_right_by_contract_id ON usage_right(contract_id) WHERE deleted_at IS NULL AND contract_id IS NOT NULL;

CREATE INDEX usage_right_by_ends_on ON usage_right(ends_on) WHERE deleted_at IS NULL AND ends_on IS NOT NULL;

CREATE INDEX usage_right_by_renewed_from_id ON usage_right(renewed_from_id) WHERE deleted_at IS NULL AND renewed_from_id IS NOT NULL;

CREATE TABLE whitelisting (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    deleted_as TEXT,
    erased_at TEXT,
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        account_id TEXT REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED,
        mechanism TEXT,
        starts_on TEXT,
        ends_on TEXT,
        spend_cap_minor INTEGER,
        spend_cap_currency TEXT,
        ad_account TEXT,
        permission_code TEXT,
        granted_on TEXT,
        revoked_on TEXT,
        copy_approval INTEGER
) STRICT;

CREATE INDEX whitelisting_by_contract_id ON whitelisting(contract_id) WHERE deleted_at IS NULL AND contract_id IS NOT NULL;

CREATE INDEX whitelisting_by_ends_on ON whitelisting(ends_on) WHERE deleted_at IS NULL AND ends_on IS NOT NULL;

CREATE TABLE writer (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    batch INTEGER,
    ms INTEGER NOT NULL DEFAULT 0,
    first INTEGER NOT NULL DEFAULT 0,
    device TEXT NOT NULL DEFAULT '',
    erasing INTEGER NOT NULL DEFAULT 0
, undoing INTEGER NOT NULL DEFAULT 0) STRICT;
