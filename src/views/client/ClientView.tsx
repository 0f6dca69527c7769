import { clientMessages } from '../../i18n/messages/client.ts'
import { addMessages } from '../../i18n/translate.ts'
import { useState } from 'react'
import { useStore } from 'zustand'
import { DATA_OPTION } from '../../state/route-store.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { ClientList } from './ClientList.tsx'
import { ClientPage } from './ClientPage.tsx'
import styles from './ClientView.module.css'
import { PickClient } from './PickClient.tsx'

addMessages(clientMessages)

/** The Client screen: all clients, and what one of them searched, bought, and may want next. */
export function ClientView() {
  const { route, dataset } = useStores()
  const id = useStore(route, (state) => state.view.id)
  const linkData = useStore(route, (state) => state.view.options.get(DATA_OPTION))
  const summary = useStore(dataset, (state) => state.summary)
  const [pickedId, setPickedId] = useState<string | null>(null)
  const { t } = useI18n()

  if (summary === null) return <NothingLoaded id={id} />
  return (
    <div className={styles['layout']}>
      <ClientList openId={id} clientCount={summary.clientCount} onPicked={setPickedId} />
      <div className={styles['content']}>
        {id !== null && linkData !== undefined && linkData !== summary.fingerprint ? (
          <Notice tone="warn">{t('common.otherData')}</Notice>
        ) : null}
        {id === null ? <PickClient /> : <ClientPage id={id} summary={summary} takesFocus={pickedId === id} />}
      </div>
    </div>
  )
}

/** Before there is data: what will stand here, and the way to it. */
function NothingLoaded({ id }: { readonly id: string | null }) {
  const { t, format } = useI18n()
  const { route, dataset } = useStores()
  const load = useStore(dataset, (state) => state.load)
  const rows = load.phase === 'loading' ? (load.view?.rows ?? 0) : null
  return (
    <>
      <h1>{id === null ? t('client.title') : t('client.heading', { id })}</h1>
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
        {rows === null ? t('common.loadFirst') : t('common.loadingRows', { rows: format.count(rows) })}
      </Notice>
    </>
  )
}
