import { Modal } from 'antd';
import { useT } from '#kit';
import { actionTexts } from '../../../i18n/lending.ts';
import type { Application } from '../rules.ts';
import { Decide } from './Decide.tsx';
import { Interview } from './Interview.tsx';
import { Sign } from './Sign.tsx';
import { Survey } from './Survey.tsx';
import { Grant, Withdraw } from './Short.tsx';

export type DialogKind = 'withdraw' | 'survey' | 'interview' | 'decide' | 'grant' | 'sign';
export type DialogProps = { application: Application; onClose: () => void };

/** The one dialog that is open on an application; it closes when its step was taken. */
export function Dialogs({ application, kind, onClose, onPending }: DialogProps & { kind: DialogKind | undefined; onPending: (batchId: string) => void }) {
  const t = useT(actionTexts);
  const props = { application, onClose };
  return (
    <Modal open={kind !== undefined} title={kind === undefined ? '' : t(kind === 'withdraw' ? 'withdrawTitle' : kind)} footer={null} onCancel={onClose} destroyOnHidden mask={{ closable: false }} width={kind === 'survey' || kind === 'sign' ? 600 : 520}>
      {kind === 'withdraw' && <Withdraw {...props} />}
      {kind === 'survey' && <Survey {...props} />}
      {kind === 'interview' && <Interview {...props} />}
      {kind === 'decide' && <Decide {...props} />}
      {kind === 'grant' && <Grant {...props} onPending={onPending} />}
      {kind === 'sign' && <Sign {...props} />}
    </Modal>
  );
}
