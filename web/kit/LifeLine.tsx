import { classes, formatTime } from './format.ts';
import { useT } from './i18n.ts';
import { KitLink } from './link.tsx';
import { Mark } from './Mark.tsx';
import { kitTexts } from './texts.ts';
import type { Tone } from './tokens.ts';

export type LifeState = 'done' | 'now' | 'ahead' | 'refused';
/** `to` is where the node opens: the command behind it. */
export type LifeNode = { readonly title: string; readonly state: LifeState; readonly at?: string; readonly who?: string; readonly note?: string; readonly to?: string };

const mark: Readonly<Record<LifeState, Tone>> = { done: 'good', now: 'now', ahead: 'quiet', refused: 'stop' };

/** The life of a loan, a draft, a trip or an order as one fine line: done in ink, now in azurite, ahead in pale ink, refused in cinnabar. Upright where it is narrow. */
export function LifeLine({ nodes, label }: { nodes: readonly LifeNode[]; label: string }) {
  const t = useT(kitTexts);
  return (
    <div className="gb-life-box">
      <ol className="gb-life" aria-label={label}>
        {nodes.map((node, index) => (
          <li key={`${index} ${node.title}`} className={classes('gb-life-node', `gb-life-${node.state}`)} aria-current={node.state === 'now' ? 'step' : undefined}>
            <span className="gb-life-mark"><Mark tone={mark[node.state]} sizePixels={14} /></span>
            <span className="gb-life-text">
              <span className="gb-life-title">{node.to === undefined ? node.title : <KitLink to={node.to} className="gb-figure-link">{node.title}</KitLink>}<span className="gb-hidden">{` · ${t(node.state)}`}</span></span>
              {node.who !== undefined && <span className="gb-life-who">{node.who}</span>}
              {node.at !== undefined && <time className="gb-life-at" dateTime={node.at}>{formatTime(node.at)}</time>}
              {node.note !== undefined && <span className="gb-life-note">{node.note}</span>}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
