"""KPIs: a definition shared by the whole group, and a local aim."""

from infludesk.kernel.fields import Row, choices, declare, entity

FORMULAS = choices(
    manual="Entered by hand", posts="Posts live", views="Views", reach="Reach", impressions="Impressions",
    engagements="Engagements", clicks="Clicks", engagement_rate="Engagement rate", cpe="Cost per engagement",
    cpm="Cost per 1,000 impressions", cpv="Cost per view",
)  # fmt: skip


@entity("kpi", "KPI", "KPIs", seed=("code",))
class Kpi(Row):
    """A definition shared by the whole group."""

    code: str | None = declare("text", "Code", needed=True)
    name: str | None = declare("text", "Name", search=True, needed=True)
    meaning: str | None = declare("long", "Meaning", section="More")
    formula: str | None = declare("choice", "Formula", choices=FORMULAS)
    variant: str | None = declare("text", "Variant", section="More")
    unit: str | None = declare(
        "choice", "Unit", choices=choices(count="Count", ppm="Percent", money="Money", score="Score", days="Days")
    )
    better: str | None = declare("choice", "Better is", choices=choices(higher="Higher", lower="Lower"))
    period: str | None = declare(
        "choice", "Period", section="More",
        choices=choices(month="Month", quarter="Quarter", year="Year", campaign="Campaign"),
    )  # fmt: skip


@entity("kpi_target", "KPI target", "KPI targets", seed=("kpi_id", "scope", "market", "from_day"))
class KpiTarget(Row):
    """A local aim; money is in minor units, a rate in parts per million."""

    kpi_id: str | None = declare("link", "KPI", table="kpi", needed=True)
    scope: str | None = declare("ref", "For", needed=True)
    target: int | None = declare("int", "Target")
    currency: str | None = declare("currency", "Currency")
    market: str | None = declare("country", "Market", section="More")
    from_day: str | None = declare("day", "From", section="More")
    until_day: str | None = declare("day", "Until", section="More")
    note: str | None = declare("text", "Note", section="More")


ENTITIES = (Kpi.entity, KpiTarget.entity)
