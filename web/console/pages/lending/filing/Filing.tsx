import { useParams } from '@tanstack/react-router';
import { contracts } from '#contracts';
import { amountInWords, formatMinor } from '#kernel';
import { Amount, Empty, KitLink, Mark, PageFrame, Section, StateTag, useLanguage, useNavigateTo, useT } from '#kit';
import { addressOf } from '../../../address.ts';
import { useAsk, type RowOf } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { filingTexts } from '../../../i18n/lending.ts';
import { Loaded } from '../../../parts/Loaded.tsx';
import { useUnits } from '../../../parts/units.ts';
import { useMay } from '../../../session.ts';
import '../lending.css';
import { mu } from '../rules.ts';
import './filing.css';
import { Panel } from './Panel.tsx';

type Row = RowOf<typeof contracts.lending.filings>;

/** One filing: the farm as told, and the panel's rating with the pre-limit and its reasons, or the form to enter it. */
export default function FilingPage() {
  const t = useT(filingTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const ask = useAsk(contracts.lending.filings, { filingId: id, limit: 1 });
  const crumbs = [{ title: t('title'), to: '/lending/filings' }];
  return (
    <Loaded title={t('one')} crumbs={crumbs} ask={ask}>
      {({ items }) => { const filing = items.find((item) => item.id === id); return filing === undefined ? <PageFrame title={t('one')} crumbs={crumbs}><Section><Empty title={t('noFiling')} action={<KitLink to="/lending/filings">{t('title')}</KitLink>} /></Section></PageFrame> : <Opened filing={filing} />; }}
    </Loaded>
  );
}

function Opened({ filing }: { filing: Row }) {
  const t = useT(filingTexts);
  const common = useT(commonTexts);
  const { nameOf } = useUnits();
  const may = useMay();
  const navigate = useNavigateTo();
  const rated = filing.rating !== null;
  return (
    <PageFrame title={t('headOf', { name: filing.borrowerName })} state={<StateTag tone={rated ? 'good' : 'wait'}>{t(rated ? 'rated' : 'unrated')}</StateTag>}
      crumbs={[{ title: t('title'), to: '/lending/filings' }, { title: filing.villageName, to: addressOf.filingsOfVillage(filing.villageId) }]}
      facts={[
        { label: t('village'), value: <KitLink to={addressOf.village(filing.villageId)}>{filing.villageName}</KitLink> }, { label: t('name'), value: <KitLink to={addressOf.party(filing.borrowerId)}>{filing.borrowerName}</KitLink> }, { label: common('unit'), value: nameOf(filing.unitPath) }, { label: t('filedOn'), value: filing.filedOn },
        { label: t('acreage'), value: common('mu', { count: mu(filing.acreageMuHundredths) }) }, { label: t('trees'), value: filing.trees.toLocaleString('en-US') }, { label: `${t('income')}（${common('yuan')}）`, value: <Amount amountMinor={filing.annualIncomeMinor} /> }, { label: `${t('debt')}（${common('yuan')}）`, value: <Amount amountMinor={filing.otherDebtMinor} /> },
        { label: t('greyList'), value: filing.greyList ? <StateTag tone="stop">{common('yes')}</StateTag> : common('no') },
      ]}
      secondary={[...(may(contracts.lending.apply) && rated ? [{ label: t('apply'), onClick: () => navigate('/lending/applications/new') }] : []), { label: common('print'), onClick: () => print() }]}>
      {rated ? <Result filing={filing} /> : may(contracts.lending.ratePanel) ? <Section title={t('panel')}><Panel filing={filing} /></Section> : <Section title={t('panel')}><p className="gb-muted">{t('notRatedYet')}</p></Section>}
    </PageFrame>
  );
}

/** What the panel's mean and the tables of the product gave, with the reasons in their own words. */
function Result({ filing }: { filing: Row }) {
  const t = useT(filingTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const limit = BigInt(filing.preLimitMinor ?? '0');
  const tone = limit > 0n ? 'good' : 'stop';
  return (
    <Section title={t('result')}>
      <dl className="gb-fact-grid">
        <div><dt>{t('rating')}</dt><dd className="gb-filing-figure gb-figures">{filing.rating}</dd></div>
        <div><dt>{t('preLimit')}</dt><dd className="gb-filing-figure gb-figures">{limit > 0n ? `¥${formatMinor(limit)}` : <StateTag tone="stop">{t('noLimit')}</StateTag>}</dd></div>
        {limit > 0n && <div><dt>{common('amountWords')}</dt><dd>{amountInWords(limit)}</dd></div>}
      </dl>
      {(filing.reasons ?? []).length > 0 && <><h3 className="gb-subhead">{t('reasons')}</h3><ul className="gb-reasons">{filing.reasons!.map((reason) => <li key={reason.zh}><span className={`gb-tone-${tone}`}><Mark tone={tone} /></span>{pick(reason)}</li>)}</ul></>}
    </Section>
  );
}
