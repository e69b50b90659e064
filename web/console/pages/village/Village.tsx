import { useParams } from '@tanstack/react-router';
import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { Empty, Explain, Figure, Figures, KitLink, Mark, PageFrame, Section, useLanguage, useNavigateTo, useT, VillagePlots, type Household } from '#kit';
import { addressOf } from '../../address.ts';
import { useAsk } from '../../api.ts';
import { filingTexts, villageTexts } from '../../i18n/lending.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUnits } from '../../parts/units.ts';
import '../lending/lending.css';
import { Beside } from './Beside.tsx';
import { Rate } from './Rate.tsx';
import { paidOut, partition, plotStates, type PlotOf, type Village } from './rules.ts';

/** The village wall: every household a plot, beside it those who were turned away and why. Every figure opens. */
export default function VillagePage() {
  const t = useT(villageTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const ask = useAsk(contracts.lending.village, { villageId: id });
  return <Loaded title={t('village')} crumbs={[{ title: t('title'), to: '/villages' }]} ask={ask}>{(village) => <Wall key={village.id} village={village} />}</Loaded>;
}

function Wall({ village }: { village: Village }) {
  const t = useT(villageTexts);
  const filingWords = useT(filingTexts);
  const { nameOf } = useUnits();
  const navigate = useNavigateTo();
  const { data } = useAsk(contracts.lending.villages, { limit: 500 });
  const rates = data?.items.find((row) => row.id === village.id);
  const { field, beside } = partition(village.plots);
  const toContracts = addressOf.contractsOfVillage(village.id);
  return (
    <PageFrame title={village.name} crumbs={[{ title: t('title'), to: '/villages' }, { title: nameOf(village.unitPath) }]}
      secondary={[{ label: filingWords('ofVillage'), onClick: () => navigate(addressOf.filingsOfVillage(village.id)) }, { label: t('allApplications'), onClick: () => navigate(`/lending/applications?villageId=${village.id}`) }, { label: t('allContracts'), onClick: () => navigate(toContracts) }]}>
      <Figures>
        <Figure name={t('outstanding')} amountMinor={village.outstandingMinor} detail={`¥${formatMinor(BigInt(village.outstandingMinor))}`} explain={t('outstandingHelp')} to={toContracts} />
        <Figure name={t('payeesPaid')} amountMinor={village.payeesPaidMinor} detail={`¥${formatMinor(BigInt(village.payeesPaidMinor))}`} explain={t('payeesHelp')} to={toContracts} />
        <Figure name={t('contracts')} value={village.contracts} detail={t('perHouseholds', { count: village.households })} explain={t('householdsHelp')} to={toContracts} />
        {rates !== undefined && <Figure name={t('rates')} value={<span className="gb-rates"><Rate name={t('filedRate')} part={rates.filed} whole={rates.households} /><Rate name={t('grantedRate')} part={rates.preLimited} whole={rates.filed} /><Rate name={t('drawnRate')} part={rates.drawn} whole={rates.preLimited} /></span>} explain={[t('filedHelp'), t('grantedHelp'), t('drawnHelp')].join(' ')} {...(rates.openAlerts > 0 ? { attention: `${t('openAlerts')} ${rates.openAlerts}` } : {})} />}
      </Figures>
      {village.plots.length === 0 ? <Section><Empty title={t('noPlots')}>{t('noPlotsHint')}</Empty></Section> : (
        <div className="gb-wall">
          <Section><Field village={village} plots={field} /></Section>
          <Section title={t('turned')} extra={<span className="gb-muted gb-figures">{t('perHouseholds', { count: beside.length })}</span>}><Beside villageId={village.id} plots={beside} /></Section>
        </div>
      )}
    </PageFrame>
  );
}

function Field({ village, plots }: { village: Village; plots: readonly PlotOf[] }) {
  const t = useT(villageTexts);
  const { pick } = useLanguage();
  const navigate = useNavigateTo();
  const { count, totalMinor } = paidOut(plots);
  const agrees = totalMinor === BigInt(village.disbursedMinor);
  const households = plots.map((plot): Household => ({ id: plot.applicationId, name: plot.name, amountMinor: plot.amountMinor, state: plot.state, ...(plot.reason === null ? {} : { note: pick(plot.reason) }) }));
  const present = new Set<string>(plots.map((plot) => plot.state));
  const open = (applicationId: string): void => {
    const plot = plots.find((candidate) => candidate.applicationId === applicationId);
    if (plot !== undefined) navigate(plot.contractId === null ? addressOf.application(plot.applicationId) : addressOf.contract(plot.contractId));
  };
  return (
    <>
      <div className="gb-wall-lead">
        <span className="gb-muted">{t('disbursed')}<Explain name={t('disbursed')}>{t('disbursedHelp')}</Explain></span>
        <strong className="gb-wall-total gb-figures"><KitLink to={addressOf.contractsOfVillage(village.id)} className="gb-figure-link"><small>¥</small>{formatMinor(BigInt(village.disbursedMinor))}</KitLink></strong>
        <span className="gb-muted gb-figures">{t('perContracts', { count: village.contracts })}</span>
        <span className="gb-muted gb-more gb-screen-only">{t('wallHint')}</span>
      </div>
      {plots.length === 0 ? <Empty title={t('noPlots')}>{t('noPlotsHint')}</Empty> : <VillagePlots label={village.name} households={households} states={plotStates.filter((state) => present.has(state.code)).map((state) => ({ code: state.code, label: pick(state), tone: state.tone }))} onOpen={open} />}
      <p className="gb-wall-sum gb-figures">
        <span className={agrees ? 'gb-tone-good' : 'gb-tone-wait'}><Mark tone={agrees ? 'good' : 'wait'} /></span>
        <KitLink to={addressOf.contractsOfVillage(village.id)} className="gb-figure-link">{t(agrees ? 'adds' : 'addsNot', { count, amount: formatMinor(totalMinor) })}</KitLink>
      </p>
    </>
  );
}
