import type { RecommendationList } from '../../core/explain/recommendation.ts'
import { BYTE_ORDER_MARK, csvLine } from '../../core/export/csv.ts'
import { policyOf } from '../../core/ingest/row-issue.ts'
import type { ListsMade } from '../../protocol/dataset-api.ts'
import type { LoadedFiles } from '../loaded-data.ts'
import { namesOf, type KeptEvidence } from './column-labels.ts'

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

const ISSUE_HEADER = ['file', 'line', 'byte_offset', 'column', 'code', 'policy', 'value', 'raw'] as const

/** The row issues that were kept as a CSV for a spreadsheet, each with what was done about it. */
export function issuesCsv(files: LoadedFiles): Uint8Array<ArrayBuffer> {
  const parts = [...files.values()].flatMap((file) => file.parts)
  const lines = parts.flatMap(({ plan, reading }) =>
    reading.keptIssues.map((issue) =>
      csvLine([
        issue.file,
        issue.line,
        issue.byteOffset,
        issue.column,
        issue.code,
        policyOf(issue.code, plan.policies),
        issue.value,
        issue.raw,
      ]),
    ),
  )
  return bytesOf(BYTE_ORDER_MARK + csvLine(ISSUE_HEADER) + lines.join(''))
}

const LIST_HEADER = [
  'client',
  'rank',
  'code',
  'level1',
  'level2',
  'level3',
  'score',
  'from_purchases',
  'from_words',
  'raw_minus_refitted',
  'from_near',
  'repeat',
  'model',
  'way',
  'near',
  'near_weight',
  'route',
  'recipe',
] as const

/**
 * Part of the recommendation file. It is a plain rectangular CSV, which every reader takes: the recipe stands in the last column
 * of the first row only, one line of it per line of the cell. Lines above the header would break readers that expect none.
 *
 * `from_purchases + from_words + raw_minus_refitted = score`; the last of these is empty where the score is that of the refitted client.
 *
 * @param start client of the first list; the part for 0 brings byte order mark, header and recipe
 */
export function recommendationsCsv(
  evidence: KeptEvidence,
  clientIds: readonly string[],
  start: number,
  lists: readonly RecommendationList[],
  { model, way, near, nearWeight, recipeLines }: ListsMade,
): Uint8Array<ArrayBuffer> {
  const { categoryCodes } = evidence.matrix.columnSpace
  let recipe = start === 0 ? recipeLines.join('\n') : ''
  const parts: string[] = start === 0 ? [BYTE_ORDER_MARK, csvLine(LIST_HEADER)] : []
  lists.forEach((list, index) => {
    const clientId = clientIds[start + index] ?? ''
    for (const item of list.items) {
      const [name1, name2, name3] = namesOf(evidence, item.column)
      const { explanation } = item
      const additive = explanation.kind === 'additive'
      parts.push(
        csvLine([
          clientId,
          item.rank,
          categoryCodes[item.column] ?? '',
          name1 ?? '',
          name2 ?? '',
          name3 ?? '',
          item.score,
          additive ? explanation.purchases : null,
          additive ? explanation.words : null,
          additive ? (explanation.rawDifference ?? null) : null,
          additive ? (explanation.query?.share ?? null) : null,
          item.repeat ? 'repeat' : 'new',
          model,
          way,
          near,
          nearWeight,
          list.route,
          recipe,
        ]),
      )
      recipe = ''
    }
  })
  return bytesOf(parts.join(''))
}
