import { useStore } from 'zustand'
import type { ClientRow } from '../../protocol/client-history.ts'
import { clientAt } from '../../state/client-list-store.ts'
import { encodeHash } from '../../state/view-state.ts'
import { Button } from '../../ui/Button.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './ClientView.module.css'

const PICKS = [0, 1, 2, 3] as const

/** No client is open: how to open one, and a few to begin with. */
export function PickClient() {
  const { t, format } = useI18n()
  const { route, clientList } = useStores()
  const pages = useStore(clientList, (state) => state.pages)
  const rows = PICKS.map((at) => clientAt(pages, at)).filter((row): row is ClientRow => row !== null)
  return (
    <>
      <h1>{t('client.title')}</h1>
      <p className={styles['lead']}>{t('client.pick')}</p>
      <p className={styles['lead']}>
        <a href={encodeHash({ screen: 'what-if', id: null, options: new Map() })}>{t('client.whatIf')}</a>
      </p>
      {rows.length === 0 ? null : (
        <>
          <p className="sec">{t('client.pickFirst')}</p>
          <ul className={styles['picks']}>
            {rows.map(({ client, clientId, searchCount, lineCount }) => (
              <li key={client}>
                <Button
                  onClick={() => {
                    route.getState().open('client', clientId)
                  }}
                >
                  {t('client.heading', { id: clientId })}
                </Button>
                <span className="sm dim num">
                  {t('client.pickFacts', { searches: format.count(searchCount), lines: format.count(lineCount) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
