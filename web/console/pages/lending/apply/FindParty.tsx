import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { ErrorNotice, useT } from '#kit';
import { useAsk, type RowOf } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { actionTexts } from '../../../i18n/lending.ts';
import { partyTexts } from '../../../i18n/parties.ts';

export type Party = RowOf<typeof contracts.parties.parties>;
type Field = 'name' | 'idNumber' | 'mobile';

/** Finds a person by complete name, identity or mobile number, or a firm by part of its name. What is typed leaves no trace in address or storage. */
export function FindParty({ kind, onChoose }: { kind: 'person' | 'firm'; onChoose: (party: Party) => void }) {
  const t = useT(actionTexts);
  const words = useT(partyTexts);
  const common = useT(commonTexts);
  const [field, setField] = useState<Field>('name');
  const [asked, setAsked] = useState<string>();
  const { data, problem, loading } = useAsk(contracts.parties.parties, { kind, [field]: asked ?? '', limit: 20 }, { enabled: asked !== undefined });
  return (
    <div className="gb-field">
      <div className="gb-filters">
        {kind === 'person' && <Segmented aria-label={t('findBy')} value={field} onChange={(value) => { setField(value as Field); setAsked(undefined); }} options={(['name', 'idNumber', 'mobile'] as const).map((value) => ({ value, label: words(value) }))} />}
        <Input.Search aria-label={t(kind === 'person' ? 'find' : 'payeeName')} placeholder={kind === 'person' ? words('searchHint') : t('payeeName')} allowClear autoComplete="off" enterButton={common('search')} loading={loading} style={{ maxWidth: 340 }} onSearch={(text) => setAsked(text.trim() || undefined)} />
      </div>
      {problem !== undefined && <ErrorNotice problem={{ ...problem, kept: undefined }} />}
      {data !== undefined && asked !== undefined && (data.items.length === 0 ? <p className="gb-muted" role="status">{t('nobody')}</p> : (
        <ul className="gb-pick">{data.items.map((party) => <li key={party.id}><strong>{party.name}</strong><span className="gb-code">{party.idNumber}</span><span className="gb-code">{party.mobile}</span><Button size="small" onClick={() => { onChoose(party); setAsked(undefined); }}>{t('choose')}</Button></li>)}</ul>
      ))}
    </div>
  );
}
