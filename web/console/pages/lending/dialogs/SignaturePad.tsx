import { Button } from 'antd';
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useT } from '#kit';
import { actionTexts } from '../../../i18n/lending.ts';

const widthPixels = 720;
const heightPixels = 240;

/** A pad to sign on with pen, finger or mouse. `onChange` gives the PNG after each stroke, undefined once cleared. */
export function SignaturePad({ onChange }: { onChange: (image: Blob | undefined) => void }) {
  const t = useT(actionTexts);
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | undefined>(undefined);
  const [signed, setSigned] = useState(false);
  const wipe = (): void => {
    const context = canvas.current!.getContext('2d')!;
    // White ground: a transparent image would be unreadable on dark paper.
    context.fillStyle = '#FFFFFF';
    context.fillRect(0, 0, widthPixels, heightPixels);
  };
  useEffect(wipe, []);
  const at = (event: PointerEvent<HTMLCanvasElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: ((event.clientX - box.left) * widthPixels) / box.width, y: ((event.clientY - box.top) * heightPixels) / box.height };
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (last.current === undefined) return;
    const context = canvas.current!.getContext('2d')!;
    const next = at(event);
    Object.assign(context, { lineWidth: 2 + 3 * (event.pressure || 0.5), lineCap: 'round', strokeStyle: '#1C1F24' });
    context.beginPath();
    context.moveTo(last.current.x, last.current.y);
    context.lineTo(next.x, next.y);
    context.stroke();
    last.current = next;
  };
  const finish = (): void => {
    if (last.current === undefined) return;
    last.current = undefined;
    setSigned(true);
    canvas.current!.toBlob((image) => onChange(image ?? undefined), 'image/png');
  };
  return (
    <div>
      <div className="gb-pad-box">
        <canvas ref={canvas} width={widthPixels} height={heightPixels} className="gb-pad" aria-label={t('signHere')} onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); last.current = at(event); }} onPointerMove={draw} onPointerUp={finish} onPointerCancel={finish} />
        {!signed && <span>{t('signHere')}</span>}
      </div>
      {signed && <Button size="small" type="text" onClick={() => { wipe(); setSigned(false); onChange(undefined); }}>{t('clearPad')}</Button>}
    </div>
  );
}
