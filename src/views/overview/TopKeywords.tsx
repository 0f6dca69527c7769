import { BarMark } from '../../charts/BarList.tsx'
import type { Overview } from '../../protocol/overview.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './Overview.module.css'
import { languageOf } from './overview-shape.ts'
import { Part } from './Part.tsx'
import { ShowMore } from './ShowMore.tsx'
import { useShownRows } from './use-shown-rows.ts'

interface TopKeywordsProps {
  readonly overview: Pick<Overview, 'topKeywords' | 'keywordCount' | 'searchCount'>
  readonly hasActions: boolean
}

/** The keywords that were searched most, as `value_counts` gives them. */
export function TopKeywords({ overview, hasActions }: TopKeywordsProps) {
  const { t, format } = useI18n()
  const { topKeywords, keywordCount, searchCount } = overview
  const rows = useShownRows(topKeywords?.length ?? 0)
  const name = t('overview.keywords')
  if (topKeywords === null || topKeywords.length === 0) {
    const needed = hasActions ? t('overview.needs.column', { columns: 'sech_kwd' }) : t('overview.needs.actions')
    const absence = topKeywords === null ? needed : t('overview.keywordsNone')
    return (
      <Part name={name}>
        <p className="sec">{absence}</p>
      </Part>
    )
  }
  const all = Math.max(1, searchCount ?? 0)
  const most = topKeywords[0]?.count ?? 1
  const note = t('overview.keywordsNote', {
    count: format.count(keywordCount ?? topKeywords.length),
    searches: format.count(searchCount ?? 0),
  })
  return (
    <Part name={name} note={note}>
      <table aria-label={name} className={styles['top']}>
        <thead>
          <tr>
            <th scope="col" className={`n ${styles['rank'] ?? ''}`}>
              {t('overview.rank')}
            </th>
            <th scope="col">{t('overview.keyword')}</th>
            <th scope="col" colSpan={2} className="n">
              {t('overview.searches')}
            </th>
            <th scope="col" className="n">
              {t('overview.shareHead')}
            </th>
          </tr>
        </thead>
        <tbody>
          {topKeywords.slice(0, rows.count).map((keyword, index) => (
            <tr key={keyword.name}>
              <td className="n dim">{format.count(index + 1)}</td>
              <th scope="row" className={styles['rowName']} lang={languageOf(keyword.name)}>
                {keyword.name}
              </th>
              <td className={styles['barCell']}>
                <BarMark share={keyword.count / most} tone="words" />
              </td>
              <td className="n">{format.count(keyword.count)}</td>
              <td className="n">{format.decimal((keyword.count / all) * 100, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ShowMore rows={rows} of={name} />
    </Part>
  )
}
