import { contracts } from '#contracts';

export const { organisation, access, approvals, ledger, parties, documents, catalogue, deposits, lending } = contracts;
