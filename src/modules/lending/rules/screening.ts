/** What screening sees of an application: hashes instead of personal data. `payeeId` is who is paid; the borrower's own id when that is himself. */
export type ScreenedApplication = {
  readonly applicationId: string;
  readonly borrowerId: string;
  readonly mobileHash: string;
  readonly addressHash: string;
  readonly payeeId: string;
  readonly payeeIsApprovedMerchant: boolean;
  readonly accountNumber: string;
  readonly staffRelation: boolean;
};

export type MoneyFlow = { readonly fromBorrower: string; readonly toAccount: string; readonly toApprovedMerchant: boolean; readonly amountMinor: bigint };

/** How many different borrowers make a sign, and how much money must meet in one account. Villagers share lanes: addresses need more. */
export type ScreeningThresholds = {
  readonly sameMobile: number;
  readonly sameAddress: number;
  readonly samePayee: number;
  readonly convergingBorrowers: number;
  readonly convergingMinor: bigint;
};

export const usualThresholds: ScreeningThresholds = { sameMobile: 2, sameAddress: 3, samePayee: 2, convergingBorrowers: 2, convergingMinor: 1_000_000n };

export type Alert = {
  readonly kind: 'same_mobile' | 'same_address' | 'same_payee_person' | 'staff_relation' | 'money_converging';
  readonly applicationIds: readonly string[];
  readonly evidence: Readonly<Record<string, string | readonly string[]>>;
};

/**
 * Signs that a batch's borrowers may stand in for someone else (冒名、借名贷款), in the order of the kinds above. A sign is for a person to look into,
 * never a refusal. A pump shop registered as approved merchant is paid by many and is no sign by itself.
 */
export function screenBatch(applications: readonly ScreenedApplication[], flows: readonly MoneyFlow[], thresholds: ScreeningThresholds = usualThresholds): Alert[] {
  const shared = (kind: Alert['kind'], among: readonly ScreenedApplication[], keyOf: (application: ScreenedApplication) => string, least: number, name: string): Alert[] =>
    [...Map.groupBy(among.filter((application) => keyOf(application) !== ''), keyOf)]
      .filter(([, group]) => borrowers(group).length >= least)
      .map(([key, group]) => ({ kind, applicationIds: group.map((each) => each.applicationId), evidence: { [name]: key, borrowerIds: borrowers(group) } }));
  const toPersons = applications.filter((each) => !each.payeeIsApprovedMerchant && each.payeeId !== each.borrowerId);
  return [
    ...shared('same_mobile', applications, (each) => each.mobileHash, thresholds.sameMobile, 'mobileHash'),
    ...shared('same_address', applications, (each) => each.addressHash, thresholds.sameAddress, 'addressHash'),
    ...shared('same_payee_person', toPersons, (each) => each.payeeId, thresholds.samePayee, 'payeeId'),
    ...applications.filter((each) => each.staffRelation).map((each): Alert => ({ kind: 'staff_relation', applicationIds: [each.applicationId], evidence: { borrowerIds: [each.borrowerId] } })),
    ...converging(applications, flows, thresholds),
  ];
}

const borrowers = (applications: readonly ScreenedApplication[]): string[] => [...new Set(applications.map((each) => each.borrowerId))];

function converging(applications: readonly ScreenedApplication[], flows: readonly MoneyFlow[], thresholds: ScreeningThresholds): Alert[] {
  const byBorrower = Map.groupBy(applications, (each) => each.borrowerId);
  const ownerOf = new Map(applications.map((each) => [each.accountNumber, each.borrowerId]));
  const foreign = flows.filter((flow) => !flow.toApprovedMerchant && byBorrower.has(flow.fromBorrower) && ownerOf.get(flow.toAccount) !== flow.fromBorrower);
  return [...Map.groupBy(foreign, (flow) => flow.toAccount)].flatMap(([toAccount, group]): Alert[] => {
    const senders = [...new Set(group.map((flow) => flow.fromBorrower))];
    const totalMinor = group.reduce((sum, flow) => sum + flow.amountMinor, 0n);
    if (senders.length < thresholds.convergingBorrowers || totalMinor < thresholds.convergingMinor) return [];
    const owner = ownerOf.get(toAccount);
    // The owner's own application is part of the picture: the money of others came together there.
    const involved = owner === undefined ? senders : [...senders, owner];
    return [{
      kind: 'money_converging', applicationIds: involved.flatMap((id) => (byBorrower.get(id) ?? []).map((each) => each.applicationId)),
      evidence: { toAccount, borrowerIds: senders, amountMinor: String(totalMinor), ...(owner === undefined ? {} : { accountOfBorrower: owner }) },
    }];
  });
}
