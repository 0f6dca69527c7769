import { useStore } from 'zustand'
import { clientMessages } from '../../i18n/messages/client.ts'
import { addMessages } from '../../i18n/translate.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import { typedWords } from '../../state/list-choice.ts'
import { DATA_OPTION } from '../../state/route-store.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './ClientView.module.css'
import { RecommendationsSection } from './RecommendationsSection.tsx'
import ways from './Ways.module.css'
import { WordsMeaning } from './WordsMeaning.tsx'

addMessages(clientMessages)

/** A client made of words alone: what each word stands for, and what would be recommended. */
export function WhatIfView() {
  const { t } = useI18n()
  const { route, dataset } = useStores()
  const summary = useStore(dataset, (state) => state.summary)
  return (
    <>
      <h1>{t('client.whatIfTitle')}</h1>
      <p className={styles['lead']}>{t('client.whatIfLead')}</p>
      {summary === null ? (
        <Notice
          tone="plain"
          actions={
            <Button
              tone="primary"
              onClick={() => {
                route.getState().open('data')
              }}
            >
              {t('common.goToData')}
            </Button>
          }
        >
          {t('common.loadFirst')}
        </Notice>
      ) : (
        <WordsClient summary={summary} />
      )}
    </>
  )
}

function WordsClient({ summary }: { readonly summary: DatasetSummary }) {
  const { t } = useI18n()
  const { route, recommendation } = useStores()
  const options = useStore(route, (state) => state.view.options)
  const slice = useStore(recommendation, (state) => state.recommendations)
  const linkData = options.get(DATA_OPTION)
  const found = slice.phase === 'ready' && slice.value.clientId === null ? slice.value.words : []
  return (
    <>
      {linkData !== undefined && linkData !== summary.fingerprint ? (
        <Notice tone="warn">{t('common.otherData')}</Notice>
      ) : null}
      <div className={ways['words']}>
        <TextField
          label={t('client.whatIfWords')}
          text={options.get('words') ?? ''}
          onType={(text) => {
            route.getState().setOption('words', text === '' ? null : text)
          }}
        />
      </div>
      {typedWords(options).length === 0 ? (
        <p className="sec">{t('client.whatIfEmpty')}</p>
      ) : (
        <>
          <WordsMeaning found={found} are="typed" />
          <RecommendationsSection history={null} summary={summary} />
        </>
      )}
    </>
  )
}
