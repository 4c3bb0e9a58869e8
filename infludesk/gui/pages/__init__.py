"""The pages of the window, in the order of the sidebar: a page is named here once it works.

A page's module is loaded when the page is first gone to: half of them pull in the readers of files or the layout of
PDFs, and the window must not wait for those.
"""

from collections.abc import Callable
from importlib import import_module

from infludesk.flows.due import late_count
from infludesk.gui.catalogue import PageSpec
from infludesk.gui.desk import Desk
from infludesk.gui.page import Page


def _from(module: str, name: str) -> Callable[[Desk], Page]:
    def make(desk: Desk) -> Page:
        page: Page = getattr(import_module(f"{__name__}.{module}"), name)(desk)
        return page

    return make


FIRST = "today"
PAGES: tuple[PageSpec, ...] = (
    PageSpec("today", "Today", "today", _from("today", "TodayPage"), badge=late_count, badge_word="late"),
    PageSpec("creators", "Creators", "creators", _from("creators", "CreatorsPage"), "Relationships"),
    PageSpec("duplicates", "Duplicates", "creators", _from("duplicates", "DuplicatesPage"), parent="creators"),
    PageSpec("creator", "Creator", "person", _from("creator", "CreatorPage"), parent="creators"),
    PageSpec("campaigns", "Campaigns", "campaigns", _from("campaigns", "CampaignsPage"), "Work"),
    PageSpec("campaign", "Campaign", "campaigns", _from("campaign", "CampaignPage"), parent="campaigns"),
    PageSpec("gifts", "Gifts", "gift", _from("gifts", "GiftsPage"), parent="campaigns"),
    PageSpec("products", "Products", "gift", _from("products", "ProductsPage"), parent="campaigns"),
    PageSpec("benefits", "Benefits", "gift", _from("benefits", "BenefitsPage"), parent="campaigns"),
    PageSpec("content", "Content", "content", _from("content", "ContentPage"), "Work"),
    PageSpec("caption_check", "Caption check", "review", _from("caption_check", "CaptionCheckPage"), parent="content"),
    PageSpec("evidence", "Evidence", "lock", _from("evidence", "EvidencePage"), parent="content"),
    PageSpec("contracts", "Contracts", "contracts", _from("contracts", "ContractsPage"), "Work"),
    PageSpec("counters", "Counters", "contracts", _from("counters", "CountersPage"), parent="contracts"),
    PageSpec("rule_packs", "Rule packs", "contracts", _from("rule_packs", "RulePacksPage"), parent="contracts"),
    PageSpec("contract", "Contract", "contracts", _from("contract", "ContractPage"), parent="contracts"),
    PageSpec("payments", "Payments", "money", _from("payments", "PaymentsPage"), "Work"),
    PageSpec("invoices", "Invoices", "money", _from("invoices", "InvoicesPage"), parent="payments"),
    PageSpec("payees", "Payees", "money", _from("payees", "PayeesPage"), parent="payments"),
    PageSpec("results", "Results", "results", _from("results", "ResultsPage"), "Numbers"),
    PageSpec("imports", "Import", "import", _from("imports", "ImportsPage"), "Workspace"),
    PageSpec("history", "History", "history", _from("history", "HistoryPage"), "Workspace"),
    PageSpec("backups", "Backups", "backups", _from("backups", "BackupsPage"), "Workspace"),
    PageSpec("trash", "Trash", "trash", _from("trash", "TrashPage"), "Workspace"),
    PageSpec("help", "Help", "help", _from("help", "HelpPage"), "Workspace"),
)
