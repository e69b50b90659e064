import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { KitLink, Mark, useLanguage, useT, type Tone } from '#kit';
import { addressOf } from '../../address.ts';
import { useAsk } from '../../api.ts';
import { villageTexts } from '../../i18n/lending.ts';
import { alertKinds, wordOf } from '../../i18n/words.ts';
import { bothParts } from '../lending/rules.ts';
import type { PlotOf } from './rules.ts';

/** Those who were not paid, by kind, each with the reason in plain words. An alert says what was seen and what was found. */
export function Beside({ villageId, plots }: { villageId: string; plots: readonly PlotOf[] }) {
  const t = useT(villageTexts);
  const { pick } = useLanguage();
  const alerted = plots.filter((plot) => plot.state === 'alerted');
  const { data } = useAsk(contracts.lending.alerts, { villageId, limit: 500 }, { enabled: alerted.length > 0 });
  const alertsOf = (plot: PlotOf) => (data?.items ?? []).filter((alert) => alert.status !== 'cleared' && alert.applications.some((application) => application.applicationId === plot.applicationId));
  const whyAlerted = (plot: PlotOf): string[] => {
    const lines = alertsOf(plot).flatMap((alert) => [`${wordOf(alertKinds, alert.kind, pick)} · ${pick(bothParts(alert.evidence))}`, ...(alert.resolution === null ? [] : [t('finding', { text: alert.resolution })])]);
    return lines.length > 0 ? lines : plot.reason === null ? [] : [pick(plot.reason)];
  };
  const why = (plot: PlotOf): string[] => (plot.reason === null ? [] : [pick(plot.reason)]);
  if (plots.length === 0) return <p className="gb-muted">{t('noneTurned')}</p>;
  return (
    <div className="gb-turned">
      <Group title={t('alerted')} tone="stop" plots={alerted} why={whyAlerted} />
      <Group title={t('refused')} tone="stop" plots={plots.filter((plot) => plot.state === 'declined' || plot.state === 'rejected')} why={why} />
      <Group title={t('left')} tone="quiet" plots={plots.filter((plot) => plot.state === 'withdrawn')} why={why} />
    </div>
  );
}

function Group({ title, tone, plots, why }: { title: string; tone: Tone; plots: readonly PlotOf[]; why: (plot: PlotOf) => readonly string[] }) {
  const t = useT(villageTexts);
  if (plots.length === 0) return null;
  return (
    <section>
      <h3><span className={`gb-tone-${tone}`}><Mark tone={tone} /></span>{title}<small>{t('perHouseholds', { count: plots.length })}</small></h3>
      <ul>
        {plots.map((plot) => (
          <li key={plot.applicationId}>
            <KitLink to={addressOf.application(plot.applicationId)}>
              <strong>{plot.name}</strong>{plot.amountMinor !== '0' && <span className="gb-figures">¥{formatMinor(BigInt(plot.amountMinor))}</span>}
              {why(plot).map((line) => <p key={line}>{line}</p>)}
            </KitLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
