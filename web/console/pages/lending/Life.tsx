import { contracts } from '#contracts';
import { LifeLine, Section, useLanguage, useT, type LifeNode } from '#kit';
import { addressOf } from '../../address.ts';
import { lendingTexts } from '../../i18n/lending.ts';
import { useMay } from '../../session.ts';
import type { Application } from './rules.ts';

/** The address of the command behind a step, for those who read the audit trail: where an amount on an application was stated. */
export function useCommandTo(): (commandId: string | null | undefined) => { to?: string } {
  const may = useMay();
  return (commandId) => (commandId && may(contracts.approvals.commandDetail) ? { to: addressOf.command(commandId) } : {});
}

/** The life of a loan; each done node opens the command behind it, for those who read the audit trail. */
export function Life({ life }: { life: Application['life'] }) {
  const t = useT(lendingTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const nodes = life.map((node): LifeNode => ({
    title: pick(node), state: node.state, ...(node.who === null ? {} : { who: node.who }), ...(node.at === null ? {} : { at: node.at }), ...(node.note === null ? {} : { note: node.note }),
    ...(node.commandId !== null && may(contracts.approvals.commandDetail) ? { to: addressOf.command(node.commandId) } : {}),
  }));
  return <Section title={t('life')}><LifeLine label={t('life')} nodes={nodes} /></Section>;
}
