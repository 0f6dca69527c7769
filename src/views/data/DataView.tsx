import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { FileReport } from '../../protocol/dataset-report.ts'
import type { DatasetState } from '../../state/dataset-store.ts'
import { Button } from '../../ui/Button.tsx'
import { DropZone } from '../../ui/DropZone.tsx'
import { FeaturesOffList } from '../FeaturesOffList.tsx'
import { useStores } from '../stores.ts'
import { useI18n, type I18n } from '../use-i18n.ts'
import { DataNav, DataPart } from './DataParts.tsx'
import styles from './DataView.module.css'
import { FileCard } from './FileCard.tsx'
import { FileMapping } from './FileMapping.tsx'
import { fileCards } from './file-shape.ts'
import type { OpenProblems } from './FindingDetails.tsx'
import { KeptNotice } from './KeptNotice.tsx'
import { LoadStatus } from './LoadStatus.tsx'
import { mappingOfReport } from './mapping-shape.ts'
import { MemoryPanel } from './MemoryPanel.tsx'
import { Refusals } from './Refusals.tsx'
import { Replaced } from './Replaced.tsx'
import { useFileChoice } from './use-file-choice.ts'
import { useSections } from './use-sections.ts'

const ACCEPT = '.csv,.tsv,.txt,.gz,.zip,text/*'

/** How long the files took, in seconds: `read in 12.3 s, indexed in 1.4 s`; what took less than a tenth, to the millisecond. */
function timingText({ t, format }: I18n, { readMs, indexMs }: NonNullable<DatasetState['timing']>): string {
  const seconds = (ms: number) => format.decimal(ms / 1000, ms < 100 ? 3 : 1)
  return t('data.timing', { read: seconds(readMs), index: seconds(indexMs) })
}

interface ChangeColumnsProps {
  readonly report: FileReport
  readonly onClose: () => void
}

/** The columns of a loaded file, said by hand. */
function ChangeColumns({ report, onClose }: ChangeColumnsProps) {
  const { t } = useI18n()
  const { choiceOf, changeSource } = useFileChoice()
  const heading = useRef<HTMLHeadingElement>(null)
  const source = mappingOfReport(report, choiceOf(report.sourceNames[0] ?? report.fileName))
  const title = t('mapping.title', { file: report.fileName })
  useEffect(() => {
    heading.current?.focus()
  }, [])
  return (
    <section aria-label={title} className={styles['mapping']}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <FileMapping
        source={source}
        onConfirm={(choice) => {
          onClose()
          void changeSource(source.fileName, choice)
        }}
        onCancel={onClose}
      />
    </section>
  )
}

/** The Data screen: give the files, see what was understood of each, what was refused and why. */
export function DataView() {
  const i18n = useI18n()
  const { t } = i18n
  const { dataset, kept, problems, route } = useStores()
  const load = useStore(dataset, (state) => state.load)
  const summary = useStore(dataset, (state) => state.summary)
  const isDemo = useStore(dataset, (state) => state.isDemo)
  const timing = useStore(dataset, (state) => state.timing)
  const [forgotten, setForgotten] = useState(false)
  const [mapping, setMapping] = useState<FileReport | null>(null)
  const nothingKept = useStore(kept, (state) => state.found?.state !== 'kept' && state.task.phase === 'idle')
  const heading = useRef<HTMLHeadingElement>(null)

  const start = (run: () => Promise<void>) => {
    setForgotten(false)
    void run()
  }
  const loadDemo = () => {
    const loadingDemo = load.phase === 'loading' && load.source === 'demo'
    if (!loadingDemo) start(() => dataset.getState().loadDemo())
  }
  /** The rows of one kind of problem stand further down: the keyboard and the eye go there. */
  const openProblems: OpenProblems = (role, code) => {
    problems.getState().setFilter({ role, code, text: '' })
    document.getElementById('problems-each')?.focus()
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
  const dismissReplaced = () => {
    focusHeading()
    dataset.getState().dismissReplaced()
  }
  const forget = async () => {
    focusHeading()
    route.getState().reset()
    await dataset.getState().forget()
    await kept.getState().forget()
    setForgotten(true)
  }
  // Cards and sections follow in slices: drawn in one go they would hold the page at the end of a load.
  const now = useMemo(() => ({ load, summary }), [load, summary])
  const shown = useDeferredValue(now)
  const data = shown.summary
  const sections = useSections(data !== null)
  // Another reading of the file has another report: its form is closed.
  const mapped = data?.files.find((file) => file === mapping)
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
      <KeptNotice onAnswer={focusHeading} />
      <p role="status" className={styles['status']}>
        {forgotten && nothingKept && summary === null ? t('data.forgotten') : null}
      </p>
      <Refusals onDismiss={dismiss} />
      <Replaced onDismiss={dismissReplaced} />
      {data === null ? null : <DataNav partsHere={Object.keys(sections).length} />}
      <DataPart part="files">
        <div className={styles['files']}>
          {fileCards(data?.files ?? [], shown.load).map((card) => (
            <FileCard key={card.role} card={card} onChangeColumns={setMapping} />
          ))}
        </div>
        {mapped === undefined ? null : (
          <ChangeColumns
            key={mapped.role}
            report={mapped}
            onClose={() => {
              setMapping(null)
              focusHeading()
            }}
          />
        )}
      </DataPart>
      {data === null || data.off.length === 0 ? null : (
        <section aria-labelledby="data-off" className={styles['off']}>
          <div className="head">
            <h2 id="data-off">{t('data.off')}</h2>
          </div>
          <FeaturesOffList summary={data} />
        </section>
      )}
      {data === null ? null : (
        <div className={styles['lower']}>
          <DataPart part="quality">
            {sections.quality === undefined ? null : (
              <sections.quality.QualityReport summary={data} onOpenProblems={openProblems} />
            )}
          </DataPart>
          <DataPart part="memory">
            <MemoryPanel summary={data} onForget={forget} />
          </DataPart>
        </div>
      )}
      {data === null ? null : (
        <div className={styles['problems']}>
          <DataPart part="problems">
            {sections.problems === undefined ? null : <sections.problems.Problems summary={data} />}
          </DataPart>
        </div>
      )}
      {data === null ? null : (
        <div className={styles['problems']}>
          <DataPart part="rows">
            {sections.rows === undefined ? null : <sections.rows.RowBrowser summary={data} />}
          </DataPart>
        </div>
      )}
      <div className={styles['problems']}>
        <DataPart part="dictionary">
          {sections.dictionary === undefined ? null : <sections.dictionary.DataDictionary summary={data} />}
        </DataPart>
      </div>
    </>
  )
}
