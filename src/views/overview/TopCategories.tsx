import { BarMark } from '../../charts/BarList.tsx'
import type { CategoryCount, Overview } from '../../protocol/overview.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './Overview.module.css'
import { languageOf } from './overview-shape.ts'
import { Part } from './Part.tsx'
import { ShowMore } from './ShowMore.tsx'
import { useShownRows } from './use-shown-rows.ts'

/** The leaf in full, what is above it quiet. */
function CategoryName({ category: { path } }: { readonly category: CategoryCount }) {
  const above = path.slice(0, -1).join(' › ')
  const leaf = path.at(-1)
  if (leaf === undefined) return <span className="dim">{'–'}</span>
  return (
    <span lang={languageOf(leaf)}>
      {leaf === '' ? '–' : leaf}
      {above === '' ? null : <span className={styles['above']}>{above}</span>}
    </span>
  )
}

interface TopCategoriesProps {
  readonly overview: Pick<Overview, 'topCategories' | 'categoryCount'>
}

/** The categories of which most lines were bought. */
export function TopCategories({ overview: { topCategories, categoryCount } }: TopCategoriesProps) {
  const { t, format } = useI18n()
  const rows = useShownRows(topCategories?.length ?? 0)
  const name = t('overview.categories')
  if (topCategories === null || topCategories.length === 0) {
    return (
      <Part name={name}>
        <p className="sec">
          {topCategories === null ? t('overview.needs.transactions') : t('overview.categoriesNone')}
        </p>
      </Part>
    )
  }
  const most = topCategories[0]?.lines ?? 1
  return (
    <Part
      name={name}
      note={t('overview.categoriesNote', { count: format.count(categoryCount ?? topCategories.length) })}
    >
      <table aria-label={name} className={styles['top']}>
        <thead>
          <tr>
            <th scope="col">{t('overview.code')}</th>
            <th scope="col">{t('overview.category')}</th>
            <th scope="col" colSpan={2} className="n">
              {t('overview.lines')}
            </th>
            <th scope="col" className="n">
              {t('overview.clients')}
            </th>
            <th scope="col" className={`n ${styles['wide'] ?? ''}`}>
              {t('overview.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {topCategories.slice(0, rows.count).map((category) => (
            <tr key={category.code}>
              <td className="dim num">{category.code}</td>
              <th scope="row" className={styles['rowName']}>
                <CategoryName category={category} />
              </th>
              <td className={styles['barCell']}>
                <BarMark share={category.lines / most} tone="purchases" />
              </td>
              <td className="n">{format.count(category.lines)}</td>
              <td className="n">{format.count(category.clients)}</td>
              <td className={`n ${styles['wide'] ?? ''}`}>{format.count(category.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ShowMore rows={rows} of={name} />
    </Part>
  )
}
