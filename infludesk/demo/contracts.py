"""The sample's contracts: drafted from templates, sent and signed."""

from infludesk.contracts import commands as contracts
from infludesk.contracts.exclusive import add_exclusivity
from infludesk.contracts.model import Contract, Exclusivity, UsageRight, Whitelisting
from infludesk.contracts.rights import add_whitelisting
from infludesk.contracts.store import answers
from infludesk.db.transaction import Tx
from infludesk.demo.plan import Plan, Scene, account_of, contract_of, fields, part_of
from infludesk.flows.clauses import write_own_clause
from infludesk.flows.draft import contract_from_participation, refresh_items
from infludesk.flows.send import send_contract
from infludesk.flows.sign import sign_contract
from infludesk.kernel.ids import ref
from infludesk.paths import resource


def draft(tx: Tx, scene: Scene, said: Plan) -> None:
    """Draft a contract from what is agreed, and fill in its terms, rights and promises."""
    made = contract_from_participation(tx, participation_id=part_of(tx, said))
    currency = said.get("currency", "USD")
    for name, value in fields(Contract.entity, said["contract"], scene, currency).items():
        contracts.set_contract_field(tx, contract_id=made, name=name, value=value)
    for right in said.get("rights", ()):
        contracts.add_right(tx, contract_id=made, **fields(UsageRight.entity, right, scene))
    for terms in said.get("whitelistings", ()):
        account = account_of(tx, said["handle"]).id
        add_whitelisting(
            tx, contract_id=made, account_id=account, **fields(Whitelisting.entity, terms, scene, currency)
        )
    for terms in said.get("exclusivities", ()):
        add_exclusivity(tx, contract_id=made, **fields(Exclusivity.entity, terms, scene))
    for clause in said.get("clauses", ()):
        write_own_clause(tx, contract_id=made, **clause)
    refresh_items(tx, contract_id=made)


def send(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Work through what is left of the checklist, and send the contract."""
    contract = contract_of(tx, said)
    tx.label("Send contract {contract}", contract=ref("contract", contract.id))
    for item, answer in answers(tx.conn, contract.id).items():
        if answer in (None, "open"):
            contracts.answer_item(tx, contract_id=contract.id, item=item, answer="not_applicable")
    contracts.check_done(tx, contract_id=contract.id)
    send_contract(tx, contract_id=contract.id)


def sign(tx: Tx, scene: Scene, said: Plan) -> None:
    """Note that both sides signed, with the signed copy where there is one."""
    file = resource("samples", said["signed_copy"]) if "signed_copy" in said else None
    sign_contract(
        tx, contract_id=contract_of(tx, said).id, signed_on=tx.today.isoformat(), attachments=scene.files, file=file,
        how="e_signature",
    )  # fmt: skip


VERBS = {"draft": draft, "send": send, "sign": sign}
