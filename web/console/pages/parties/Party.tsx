import { useParams } from '@tanstack/react-router';
import { Button, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { DataTable, ErrorNotice, Mark, PageFrame, Section, useLanguage, useNavigateTo, useT, type Column, type PageFact } from '#kit';
import { addressOf } from '../../address.ts';
import { useAsk, useList, useSend, type AnswerOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { partyTexts } from '../../i18n/parties.ts';
import { factLabel } from '../../i18n/facts.ts';
import { partyKinds, relationKinds, wordOf } from '../../i18n/words.ts';
import { Fact } from '../../parts/Fact.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUnits } from '../../parts/units.ts';
import { useMay } from '../../session.ts';
import { useDepositColumns } from '../deposits/Deposits.tsx';
import { nameOfParty } from './Parties.tsx';
import { Loans } from './Loans.tsx';
import { Reveal } from './Reveal.tsx';

type Opened = AnswerOf<typeof contracts.parties.party>;
type Relation = Opened['relations'][number];

/** One party: masked personal data, relations, accounts and contracts. */
export default function Party() {
  const t = useT(partyTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const ask = useAsk(contracts.parties.party, { partyId: id });
  return <Loaded title={t('one')} crumbs={[{ title: t('title'), to: '/parties' }]} ask={ask}>{(party) => <OpenedParty key={party.id} party={party} />}</Loaded>;
}

function OpenedParty({ party }: { party: Opened }) {
  const t = useT(partyTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  const may = useMay();
  const navigate = useNavigateTo();
  const [opening, setOpening] = useState(false);
  const person = party.kind === 'person';
  const holder = person || party.kind === 'firm';
  const head = party.relations.find((relation) => relation.kind === 'head_of' && relation.direction === 'from');
  const title = party.kind === 'household' && head !== undefined ? pick({ zh: `${head.name}户`, en: `Household of ${head.name}` }) : nameOfParty(party, pick);
  const relationWord = (relation: Relation): string => { const word = relationKinds[relation.kind]?.[relation.direction]; return word === undefined ? relation.kind : pick(word); };
  const facts: readonly PageFact[] = [
    { label: t('kind'), value: wordOf(partyKinds, party.kind, pick) }, { label: common('unit'), value: nameOf(party.unitPath) }, { label: t('registeredOn'), value: party.registeredOn },
    ...(person ? [{ label: t('idNumber'), value: <Reveal partyId={party.id} field="idNumber" masked={party.idNumber} /> }, { label: t('mobile'), value: <Reveal partyId={party.id} field="mobile" masked={party.mobile} /> }, { label: t('address'), value: party.address ?? '--' }] : []),
    ...(party.creditCode === null ? [] : [{ label: t('creditCode'), value: <span className="gb-code">{party.creditCode}</span> }]),
    ...Object.entries(party.attributes).map(([key, value]) => ({ label: factLabel(key, pick), value: <Fact name={key} value={value} /> })),
  ];
  const relations: readonly Column<Relation>[] = [
    { key: 'name', title: t('name'), kind: 'text', value: (relation) => nameOfParty({ id: relation.partyId, kind: kindBeyond(relation), name: relation.name }, pick) }, { key: 'relation', title: t('relation'), kind: 'text', value: relationWord },
  ];
  return (
    <PageFrame title={title} crumbs={[{ title: t('title'), to: '/parties' }, { title: wordOf(partyKinds, party.kind, pick), to: `/parties?kind=${party.kind}` }]} facts={facts}
      secondary={[
        ...(holder && may(contracts.deposits.openAccount) ? [{ label: t('openAccount'), onClick: () => setOpening(true) }] : []),
        ...(may(contracts.approvals.commands) ? [{ label: pick({ zh: '相关指令', en: 'Commands' }), onClick: () => navigate(`/audit?text=${party.id}`) }] : []),
      ]}>
      {holder && may(contracts.deposits.accounts) && <Accounts partyId={party.id} />}
      {holder && <Loans partyId={party.id} />}
      <Section title={t('relations')} flush><DataTable label={t('relations')} columns={relations} rows={party.relations} rowKey={(relation) => `${relation.partyId} ${relation.kind} ${relation.direction}`} rowTo={(relation) => addressOf.party(relation.partyId)} empty={{ title: t('noRelations'), hint: t('noRelationsHint') }} /></Section>
      <OpenAccount party={party} open={opening} onClose={() => setOpening(false)} />
    </PageFrame>
  );
}

// What stands at the other end of a relation follows from its kind.
const kindBeyond = (relation: Relation): string => ((relation.direction === 'to' && (relation.kind === 'head_of' || relation.kind === 'member_of')) || (relation.direction === 'from' && relation.kind === 'belongs_to') ? 'household' : 'person');

function Accounts({ partyId }: { partyId: string }) {
  const t = useT(partyTexts);
  const columns = useDepositColumns();
  const list = useList(contracts.deposits.accounts, { partyId });
  return <Section title={t('accounts')} flush><DataTable label={t('accounts')} columns={columns.filter((column) => column.key !== 'owner')} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.deposit(row.id)} empty={{ title: t('noAccounts'), hint: t('noAccountsHint') }} /></Section>;
}

function OpenAccount({ party, open, onClose }: { party: Opened; open: boolean; onClose: () => void }) {
  const t = useT(partyTexts);
  const common = useT(commonTexts);
  const { units, nameOf } = useUnits();
  const { send, busy, problem, reset } = useSend(contracts.deposits.openAccount);
  const [number, setNumber] = useState<string>();
  const close = (): void => { onClose(); reset(); setNumber(undefined); };
  const submit = async ({ unitPath }: { unitPath: string }): Promise<void> => {
    const reply = await send({ partyId: party.id, unitPath });
    if (reply?.status === 'succeeded') setNumber(reply.value.accountNumber);
  };
  return (
    <Modal open={open} title={t('openAccount')} footer={null} onCancel={close} destroyOnHidden width={440}>
      {number !== undefined ? (
        <div className="gb-dialog"><p className="gb-said" role="status"><span className="gb-tone-good"><Mark tone="good" /></span>{t('opened', { number })}</p><div className="gb-form-foot"><Button type="primary" onClick={close}>{common('close')}</Button></div></div>
      ) : (
        <Form layout="vertical" className="gb-dialog" initialValues={{ unitPath: party.unitPath }} onFinish={(values: { unitPath: string }) => void submit(values)}>
          <Form.Item name="unitPath" label={t('openAt')} rules={[{ required: true }]}><Select showSearch={{ optionFilterProp: 'label' }} options={units.map((unit) => ({ value: unit.path, label: nameOf(unit.path) }))} /></Form.Item>
          {problem !== undefined && <ErrorNotice problem={problem} />}
          <div className="gb-form-foot"><Button onClick={close}>{common('cancel')}</Button><Button type="primary" htmlType="submit" loading={busy}>{t('openAccount')}</Button></div>
        </Form>
      )}
    </Modal>
  );
}
