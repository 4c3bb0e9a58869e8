"""Members: staff and freelancers; a solo user is one member."""

from infludesk.kernel.fields import Row, choices, declare, entity

FUNCTIONS = choices(
    pr="PR", social="Social", performance="Performance", crm="CRM", care="Customer care", product="Product",
    hr="HR", legal="Legal", sales="Sales", community="Community", other="Other",
)  # fmt: skip
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


ENTITIES = (Member.entity,)
