"""Members: staff and freelancers; a solo user is one member."""

from infludesk.kernel.fields import Row, choices, declare, entity

FUNCTIONS = choices(
    pr="PR", social="Social", performance="Performance", crm="CRM", care="Customer care", product="Product",
    hr="HR", legal="Legal", sales="Sales", community="Community", other="Other",
)  # fmt: skip
TASK_STATES = choices(open="Open", waiting="Waiting", done="Done", dropped="Dropped")
ROLES = choices(strategy="Strategy lead", creator="Creator manager", analyst="Analyst", operations="Operations")


@entity("member", "Member", "Members")
class Member(Row):
    """A person who works here."""

    name: str | None = declare("text", "Name", search=True, needed=True)
    email: str | None = declare("email", "E-mail", internal=True)
    roles: tuple[str, ...] = declare("flags", "Roles", choices=ROLES, help="None ticked means all four.")
    job_title: str | None = declare("text", "Job title", section="More")
    function: str | None = declare("choice", "Function", choices=FUNCTIONS, section="More")
    zone: str | None = declare("zone", "Time zone", section="More")
    state: str | None = declare(
        "choice", "State", choices=choices(active="Active", leaving="Leaving", left="Left"), section="More"
    )
    left_on: str | None = declare("day", "Left on", section="More")


@entity("task", "Task", "Tasks")
class Task(Row):
    """One thing to do, for one person, about one record."""

    title: str | None = declare("text", "Task", search=True, needed=True)
    due: str | None = declare("deadline", "Due")
    assignee_id: str | None = declare("link", "Owner", table="member")
    state: str | None = declare("choice", "State", choices=TASK_STATES)
    about: str | None = declare("ref", "About", section="More", follows=True)
    next_action: bool | None = declare("yes", "The next action of its record", section="More")
    notes: str | None = declare("long", "Notes", section="More", search=True)
    done_at: str | None = declare("moment", "Done at", section="More")
    done_by_id: str | None = declare("link", "Done by", table="member", section="More")


@entity("snooze", "Not until", "Not until", seed=("item_key",))
class Snooze(Row):
    """That something worked out from dates is hidden until a day."""

    item_key: str | None = declare("text", "Item", needed=True)
    until: str | None = declare("day", "Until")
    by_id: str | None = declare("link", "By", table="member")
    reason: str | None = declare("text", "Reason")


ENTITIES = (
    Member.entity, Task.entity, Snooze.entity,
)  # fmt: skip
