import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { ErrorNotice, KitLink, Mark, useT } from '#kit';
import { addressOf } from '../../../address.ts';
import { useAsk, useSend, type AnswerOf } from '../../../api.ts';
import { actionTexts, filingTexts } from '../../../i18n/lending.ts';
import { FindParty, type Party } from '../apply/FindParty.tsx';
import { Register } from './Register.tsx';

/** A household to be filed, known by its head. */
export type Chosen = { readonly householdId: string; readonly headName: string };
export type VillageChoice = { readonly id: string; readonly name: string; readonly unitPath: string };
type Opened = AnswerOf<typeof contracts.parties.party>;
const shownAtOnce = 10;

const headOf = (household: Opened) => household.relations.find((relation) => relation.kind === 'head_of' && relation.direction === 'from');

/** Chooses a household of the village that is not filed yet, or registers a person with their household. */
export function ChooseHousehold({ village, onChoose }: { village: VillageChoice; onChoose: (chosen: Chosen) => void }) {
  const t = useT(filingTexts);
  const [how, setHow] = useState<'known' | 'anew'>('known');
  return (
    <>
      <div><Segmented aria-label={t('how')} value={how} onChange={(value) => setHow(value as 'known' | 'anew')} options={[{ value: 'known', label: t('known') }, { value: 'anew', label: t('anew') }]} /></div>
      {how === 'known' ? <Known village={village} onChoose={onChoose} /> : <Register village={village} onChoose={onChoose} />}
    </>
  );
}

function Known({ village, onChoose }: { village: VillageChoice; onChoose: (chosen: Chosen) => void }) {
  const t = useT(filingTexts);
  const [shown, setShown] = useState(shownAtOnce);
  const [found, setFound] = useState<Party>();
  const party = useAsk(contracts.parties.party, { partyId: village.id });
  const filed = useAsk(contracts.lending.filings, { villageId: village.id, limit: 500 });
  const filedIds = new Set(filed.data?.items.map((filing) => filing.householdId));
  const households = (party.data?.relations ?? []).filter((relation) => relation.kind === 'belongs_to' && relation.direction === 'from' && !filedIds.has(relation.partyId));
  return (
    <>
      {party.data !== undefined && filed.data !== undefined && (
        <div className="gb-field gb-form"><span>{households.length === 0 ? t('allFiled') : t('unfiled')}</span>
          <ul className="gb-pick">{households.slice(0, shown).map((household) => <HouseholdRow key={household.partyId} id={household.partyId} onChoose={onChoose} />)}</ul>
          {households.length > shown && <div><Button size="small" onClick={() => setShown(shown + shownAtOnce)}>{t('more')}</Button></div>}
        </div>
      )}
      <div className="gb-field gb-form"><span>{t('orFind')}</span><FindParty kind="person" onChoose={setFound} />{found !== undefined && <HouseholdOf key={found.id} person={found} village={village} onChoose={onChoose} />}</div>
    </>
  );
}

/** A household by the name of its head. */
function HouseholdRow({ id, onChoose }: { id: string; onChoose: (chosen: Chosen) => void }) {
  const t = useT(filingTexts);
  const actions = useT(actionTexts);
  const { data } = useAsk(contracts.parties.party, { partyId: id });
  const head = data === undefined ? undefined : headOf(data);
  return <li><strong>{head === undefined ? '…' : t('headOf', { name: head.name })}</strong><Button size="small" disabled={head === undefined} onClick={() => { if (head !== undefined) onChoose({ householdId: id, headName: head.name }); }}>{actions('choose')}</Button></li>;
}

/** The household of a person who was found: chosen where it is theirs, of this village and not filed; else why not. */
function HouseholdOf({ person, village, onChoose }: { person: Party; village: VillageChoice; onChoose: (chosen: Chosen) => void }) {
  const t = useT(filingTexts);
  const actions = useT(actionTexts);
  const found = useAsk(contracts.parties.party, { partyId: person.id });
  const householdId = found.data?.relations.find((relation) => relation.kind === 'head_of' && relation.direction === 'to')?.partyId;
  const household = useAsk(contracts.parties.party, { partyId: householdId ?? '' }, { enabled: householdId !== undefined });
  const filing = useAsk(contracts.lending.filings, { borrowerId: person.id, limit: 1 });
  const register = useSend(contracts.parties.registerHousehold);
  const name = found.data?.name ?? person.name;
  if (found.data === undefined || filing.data === undefined || (householdId !== undefined && household.data === undefined)) return null;
  const make = async (): Promise<void> => {
    const reply = await register.send({ villageId: village.id, headId: person.id });
    if (reply?.status === 'succeeded') onChoose({ householdId: reply.value.partyId, headName: name });
  };
  const told = filing.data.items[0];
  if (told !== undefined) return <p className="gb-said"><span className="gb-tone-wait"><Mark tone="wait" /></span><span>{t('filedAlready', { name })} <KitLink to={addressOf.filing(told.id)}>{t('openFiling')}</KitLink></span></p>;
  if (householdId === undefined) return <><p>{t('notHead', { name })}</p>{register.problem !== undefined && <ErrorNotice problem={register.problem} />}<div><Button loading={register.busy} onClick={() => void make()}>{t('makeHead', { name })}</Button></div></>;
  const here = household.data?.relations.some((relation) => relation.kind === 'belongs_to' && relation.direction === 'to' && relation.partyId === village.id) ?? false;
  if (!here) return <p className="gb-tone-stop" role="alert">{t('otherVillage', { name })}</p>;
  return <ul className="gb-pick"><li><strong>{t('headOf', { name })}</strong><Button size="small" type="primary" onClick={() => onChoose({ householdId, headName: name })}>{actions('choose')}</Button></li></ul>;
}
