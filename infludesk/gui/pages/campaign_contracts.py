"""The contracts of one campaign."""

from infludesk.db.driver import Connection
from infludesk.flows import contract_list
from infludesk.gui.pages.campaign_lists import ListTab
from infludesk.gui.pages.contracts import ContractsPage


class _Contracts(ContractsPage):
    key = "campaign.contracts"
    within = frozenset({"campaign", "client"})


class ContractsTab(ListTab):
    """The tab Contracts of a campaign's page."""

    page_type = _Contracts


def count(conn: Connection, campaign_id: str) -> int:
    """How many contracts a campaign has."""
    return len(contract_list.ids(conn, contract_list.Filter(campaign_id=campaign_id)))
