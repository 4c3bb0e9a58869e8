"""What is wrong around a contract or a campaign: clashes, uses beyond rights, and what the paper lacks."""

from dataclasses import dataclass, replace

from infludesk.db.driver import Connection
from infludesk.flows import clashes, paper
from infludesk.flows.clashes import Clash
from infludesk.flows.paper import Finding
from infludesk.flows.rights_use import Misuse, misuses


@dataclass(frozen=True, slots=True)
class ContractRisks:
    """Internal: what one client's deal says is not for another client to see."""

    clashes: tuple[Clash, ...] = ()
    misuses: tuple[Misuse, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def count(self) -> int:
        """How many there are, but for clashes that were waived."""
        return sum(not one.waived_by for one in self.clashes) + len(self.misuses) + len(self.findings)

    @property
    def for_others(self) -> "ContractRisks":
        """The same while others look on: without the clashes, which tell of other clients, and without sums."""
        return ContractRisks((), self.misuses, tuple(replace(one, sum=None) for one in self.findings))


def of_contract(conn: Connection, contract_id: str, today: str) -> ContractRisks:
    """Everything that is wrong around a contract; waived clashes are told as waived."""
    row = conn.execute("SELECT creator_id, participation_id FROM contract WHERE id = ?", (contract_id,)).fetchone()
    if row is None:
        return ContractRisks()
    creator = row["creator_id"] or "-"
    found = paper.findings(conn, [creator])
    return ContractRisks(
        tuple(clashes.of_contract(conn, contract_id, waived=True)),
        tuple(one for one in misuses(conn, today, creator_id=creator) if one.contract_id == contract_id),
        tuple(one for one in found if one.contract_id == contract_id),
    )


def of_campaign(conn: Connection, campaign_id: str, today: str) -> ContractRisks:
    """Everything that is wrong around the contracts and creators of a campaign, but for what was waived."""
    sql = "SELECT creator_id FROM participation WHERE campaign_id = ? AND deleted_at IS NULL"
    creators = [row[0] for row in conn.execute(sql, (campaign_id,))]
    found = paper.findings(conn, creators)
    return ContractRisks(
        tuple(clashes.of_campaign(conn, campaign_id)),
        tuple(one for one in misuses(conn, today) if one.campaign_id == campaign_id),
        tuple(one for one in found if one.campaign_id == campaign_id),
    )
