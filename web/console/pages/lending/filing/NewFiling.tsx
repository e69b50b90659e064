import { Select, Steps } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { Empty, PageFrame, Section, useNavigateTo, usePhone, useT } from '#kit';
import { addressOf, useAddress } from '../../../address.ts';
import { useAsk } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { filingTexts } from '../../../i18n/lending.ts';
import { useMay } from '../../../session.ts';
import '../lending.css';
import { Farm } from './Farm.tsx';
import './filing.css';
import { ChooseHousehold, type Chosen } from './Household.tsx';

/** Files a household in three steps: who, the farm as told, and the panel's rating on the page of the filing. */
export default function NewFiling() {
  const t = useT(filingTexts);
  const common = useT(commonTexts);
  const may = useMay();
  const phone = usePhone();
  const navigate = useNavigateTo();
  const [{ villageId }, change] = useAddress('villageId');
  const villages = useAsk(contracts.lending.villages, { sort: 'name', limit: 500 }).data?.items ?? [];
  const village = villages.find((candidate) => candidate.id === villageId) ?? (villages.length === 1 ? villages[0] : undefined);
  const [chosen, setChosen] = useState<Chosen>();
  const crumbs = [{ title: t('title'), to: '/lending/filings' }, { title: t('file') }];
  if (!may(contracts.lending.fileHousehold)) return <PageFrame title={t('file')} crumbs={crumbs}><Section><Empty title={common('notGranted')}>{common('notGrantedHint')}</Empty></Section></PageFrame>;
  const choose = (id: string): void => { setChosen(undefined); change({ villageId: id }); };
  return (
    <PageFrame title={t('file')} crumbs={crumbs}>
      <Section>
        <Steps className="gb-steps" size="small" current={chosen === undefined ? 0 : 1} orientation={phone ? 'vertical' : 'horizontal'} items={[t('stepHousehold'), t('stepFarm'), t('stepRate')].map((title) => ({ title }))} />
        {chosen !== undefined && village !== undefined ? <Farm villageId={village.id} villageName={village.name} chosen={chosen} onBack={() => setChosen(undefined)} onFiled={(filingId) => navigate(addressOf.filing(filingId))} /> : (
          <div className="gb-stack">
            <label className="gb-field gb-form"><span>{t('village')}</span><Select value={village?.id ?? null} aria-label={t('village')} placeholder={t('chooseVillage')} showSearch={{ optionFilterProp: 'label' }} onChange={(id: string | null) => { if (id !== null) choose(id); }} options={villages.map((candidate) => ({ value: candidate.id, label: candidate.name }))} /></label>
            {village !== undefined && <ChooseHousehold key={village.id} village={village} onChoose={setChosen} />}
          </div>
        )}
      </Section>
    </PageFrame>
  );
}
