import { memo, useState } from 'react'
import type { ClientSearch } from '../../protocol/client-history.ts'
import { Button } from '../../ui/Button.tsx'
import { useI18n } from '../use-i18n.ts'
import { langOf } from './hangul.ts'
import styles from './History.module.css'
import { shownSearches } from './history-shape.ts'

interface SearchesSectionProps {
  /** Most frequent first. */
  readonly searches: readonly ClientSearch[]
  /** No file with searches is loaded. */
  readonly isOff: boolean
}

const FIRST_WORDS = 12
const MOST_WORDS = 200

function Searches({ searches, isOff }: SearchesSectionProps) {
  const { t, format } = useI18n()
  const [isLong, setLong] = useState(false)
  const [filter, setFilter] = useState('')
  const most = searches[0]?.count ?? 0
  const canGrow = searches.length > FIRST_WORDS
  const { shown, matchCount } = shownSearches(searches, isLong ? filter : '', isLong ? MOST_WORDS : FIRST_WORDS)
  return (
    <section aria-label={t('client.searches')}>
      <div className="head">
        <h2>{t('client.searches')}</h2>
        <span className="sm dim">{t('client.searchesNote')}</span>
      </div>
      {searches.length === 0 ? (
        <p className="sec">{t(isOff ? 'client.searchesOff' : 'client.noSearches')}</p>
      ) : (
        <>
          {isLong ? (
            <input
              type="text"
              aria-label={t('client.filterWords')}
              placeholder={t('client.filterWords')}
              className={styles['filter']}
              value={filter}
              onChange={(event) => {
                setFilter(event.target.value)
              }}
            />
          ) : null}
          {shown.length === 0 ? <p className="sec">{t('client.noWordMatches')}</p> : null}
          <table className={styles['words']} aria-label={t('client.searches')}>
            <thead>
              <tr>
                <th scope="col">{t('client.keyword')}</th>
                <th scope="col" colSpan={2} className="n">
                  {t('client.times')}
                </th>
                <th scope="col" className="n">
                  {t('client.days')}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ keyword, count, firstDay, lastDay }) => (
                <tr key={keyword}>
                  <td className={styles['word']} lang={langOf(keyword)} title={keyword}>
                    {keyword}
                  </td>
                  <td className={styles['barCell']}>
                    <i className={styles['wordBar']} style={{ width: `${(count / most) * 100}%` }} />
                  </td>
                  <td className={`n kw ${styles['times'] ?? ''}`}>{format.count(count)}</td>
                  <td className={`n sm dim ${styles['dayRange'] ?? ''}`}>
                    {firstDay === lastDay
                      ? format.shortDay(firstDay)
                      : t('client.dayRange', { first: format.shortDay(firstDay), last: format.shortDay(lastDay) })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {isLong && matchCount > shown.length ? (
            <p className="sm dim">
              {t('client.wordsCapped', { shown: format.count(shown.length), count: format.count(matchCount) })}
            </p>
          ) : null}
          {canGrow ? (
            <Button
              tone="quiet"
              aria-expanded={isLong}
              onClick={() => {
                setLong(!isLong)
                setFilter('')
              }}
            >
              {isLong ? t('client.showFewer') : t('client.showAllWords', { count: format.count(searches.length) })}
            </Button>
          ) : null}
        </>
      )}
    </section>
  )
}

/** The words of a client: how often, from when to when. */
export const SearchesSection = memo(Searches)
