import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { DatasetState } from '../../state/dataset-store.ts'
import { Button } from '../../ui/Button.tsx'
import { DropZone } from '../../ui/DropZone.tsx'
import { FeaturesOffList } from '../FeaturesOffList.tsx'
import { useStores } from '../stores.ts'
import { useI18n, type I18n } from '../use-i18n.ts'
import styles from './DataView.module.css'
import { FileCard } from './FileCard.tsx'
import { fileCards } from './file-shape.ts'
import { LoadStatus } from './LoadStatus.tsx'
import { MemoryPanel } from './MemoryPanel.tsx'
import { QualityReport } from './QualityReport.tsx'
import { Refusals } from './Refusals.tsx'

const ACCEPT = '.csv,text/csv'

/** How long the files took, in seconds: `read in 12.3 s, indexed in 1.4 s`; what took less than a tenth, to the millisecond. */
function timingText({ t, format }: I18n, { readMs, indexMs }: NonNullable<DatasetState['timing']>): string {
  const seconds = (ms: number) => format.decimal(ms / 1000, ms < 100 ? 3 : 1)
  return t('data.timing', { read: seconds(readMs), index: seconds(indexMs) })
}

/** The Data screen: give the files, see what was understood of each, what was refused and why. */
export function DataView() {
  const i18n = useI18n()
  const { t } = i18n
  const { dataset, route } = useStores()
  const load = useStore(dataset, (state) => state.load)
  const summary = useStore(dataset, (state) => state.summary)
  const isDemo = useStore(dataset, (state) => state.isDemo)
  const timing = useStore(dataset, (state) => state.timing)
  const [forgotten, setForgotten] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)

  const start = (run: () => Promise<void>) => {
    setForgotten(false)
    void run()
  }
  const loadDemo = () => {
    const loadingDemo = load.phase === 'loading' && load.source === 'demo'
    if (!loadingDemo) start(() => dataset.getState().loadDemo())
  }
  /** For actions whose button goes away with what it stood beside. */
  const focusHeading = () => {
    heading.current?.focus()
  }
  const cancel = () => {
    focusHeading()
    dataset.getState().cancelLoad()
  }
  const dismiss = () => {
    focusHeading()
    dataset.getState().dismissRefusals()
  }
  const forget = async () => {
    focusHeading()
    await dataset.getState().forget()
    setForgotten(true)
  }
  const isIdle = load.phase !== 'loading' && summary === null

  return (
    <>
      <div className="head">
        <h1 ref={heading} tabIndex={-1}>
          {t('data.title')}
        </h1>
        {summary !== null && isDemo ? <span className="chip">{t('data.demoChip')}</span> : null}
        <span className="sm dim num">{timing === null ? t('data.subtitle') : timingText(i18n, timing)}</span>
        {summary === null || load.phase === 'loading' ? null : (
          <span className={styles['onward']}>
            <Button tone="quiet" onClick={() => route.getState().open('overview')}>
              {t('data.openOverview')}
            </Button>
            <Button tone="quiet" onClick={() => route.getState().open('client')}>
              {t('data.openClients')}
            </Button>
          </span>
        )}
      </div>
      <DropZone
        title={t('data.dropTitle')}
        text={t('data.dropText')}
        chooseLabel={t('data.choose')}
        accept={ACCEPT}
        onFiles={(files) => start(() => dataset.getState().loadFiles(files))}
      >
        <Button tone={isIdle ? 'primary' : 'plain'} onClick={loadDemo}>
          {t('data.demo')}
        </Button>
      </DropZone>
      <LoadStatus onCancel={cancel} />
      <p role="status" className={styles['status']}>
        {forgotten && summary === null ? t('data.forgotten') : null}
      </p>
      <Refusals onDismiss={dismiss} />
      <div className={styles['files']}>
        {fileCards(summary?.files ?? [], load).map((card) => (
          <FileCard key={card.role} card={card} />
        ))}
      </div>
      {summary === null || summary.off.length === 0 ? null : (
        <section aria-labelledby="data-off" className={styles['off']}>
          <div className="head">
            <h2 id="data-off">{t('data.off')}</h2>
          </div>
          <FeaturesOffList summary={summary} />
        </section>
      )}
      {summary === null ? null : (
        <div className={styles['lower']}>
          <QualityReport key={summary.version} summary={summary} />
          <MemoryPanel files={summary.files} onForget={forget} />
        </div>
      )}
    </>
  )
}
