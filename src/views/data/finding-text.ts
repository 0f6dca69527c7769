import type { FileNote } from '../../core/ingest/file-note.ts'
import type { RowIssue } from '../../core/ingest/row-issue.ts'
import type { I18n } from '../use-i18n.ts'
import { checkText, shareText, type FindingText } from './check-text.ts'
import { noteText } from './note-text.ts'
import type { Finding } from './quality-shape.ts'

/** Codes that are named in a sentence; the details have all that came. */
const NAMED_CODES = 3

/** Where an issue stands, and with which value. */
function placeText({ t, format }: I18n, { file, line, column, value }: RowIssue): string {
  return column === null
    ? t('quality.place', { file, line: format.count(line) })
    : t('quality.placeColumn', { file, line: format.count(line), column, value })
}

function issueText(i18n: I18n, finding: Extract<Finding, { kind: 'row-issue' }>): FindingText {
  const { t } = i18n
  const { code, policy, example } = finding.issue
  // A file with a kind that blocks is not loaded, so that rows of it were left out.
  const done = policy === 'block' ? 'skip' : policy
  const role = t(`data.role.${finding.role}`)
  const effect = t(`quality.effect.${done}`)
  return {
    name: t(`data.issue.${code}`),
    seen:
      example === null
        ? t('quality.seen.issueBare', { role, effect })
        : t('quality.seen.issue', { role, effect, place: placeText(i18n, example) }),
    means: t(`quality.means.issue.${done}`),
  }
}

function noteMeans({ t }: I18n, code: FileNote['code']): string {
  switch (code) {
    case 'no-header':
    case 'duplicate-label':
    case 'cut-off':
    case 'fractions':
    case 'other-encoding':
    case 'kept-issues-cut':
      return t(`quality.means.note.${code}`)
    case 'spreadsheet-limit':
      return t('quality.means.sheet-limit')
    case 'preamble':
    case 'second-header':
    case 'index-column':
    case 'mixed-line-ends':
    case 'blank-lines':
      return t('quality.means.note.harmless')
  }
}

function zeroText(i18n: I18n, { role, column, count, rows }: Extract<Finding, { kind: 'zero' }>): FindingText {
  const { t, format } = i18n
  const use = column === 'buy_am' ? 'amount' : column === 'buy_ct' ? 'count' : 'other'
  const numbers = { role: t(`data.role.${role}`), share: shareText(i18n, count, rows), rows: format.count(rows) }
  return {
    name: t('quality.name.zero', { column }),
    seen: t('quality.seen.zero', numbers),
    means: t(`quality.means.zero.${use}`),
  }
}

/** What a finding is called, what was seen, and what it means for the recommendations. */
export function findingText(i18n: I18n, finding: Finding): FindingText {
  const { t, format } = i18n
  switch (finding.kind) {
    case 'check':
      return checkText(i18n, finding.finding)
    case 'row-issue':
      return issueText(i18n, finding)
    case 'zero':
      return zeroText(i18n, finding)
    case 'note': {
      const { note, role } = finding
      return {
        name: t(`quality.name.note.${note.code}`),
        seen: t('quality.seen.note', { role: t(`data.role.${role}`), note: noteText(i18n, note) }),
        means: noteMeans(i18n, note.code),
      }
    }
    case 'unknown-share': {
      const { column, count, rows } = finding
      return {
        name: t('quality.name.unknown-share', { column }),
        seen: t('quality.seen.unknown-share', { share: shareText(i18n, count, rows), rows: format.count(rows) }),
        means: t('quality.means.unknown-share'),
      }
    }
    case 'sheet-limit': {
      const { fileNames } = finding
      const isFine = fileNames.length === 0
      return {
        name: t('quality.name.sheet-limit'),
        seen: isFine
          ? t('quality.seen.sheetLimitFine')
          : t('quality.seen.sheet-limit', { files: fileNames.join(', ') }),
        means: t(isFine ? 'quality.means.sheetLimitFine' : 'quality.means.sheet-limit'),
      }
    }
    default:
      return { name: t(`quality.name.${finding.kind}`), ...joinText(i18n, finding) }
  }
}

type JoinFinding = Extract<
  Finding,
  { kind: 'far-days' | 'no-row-issues' | 'joined' | 'padded' | 'unknown-code' | 'unmatched' | 'collisions' }
>

function joinText(i18n: I18n, finding: JoinFinding): Omit<FindingText, 'name'> {
  const { t, format } = i18n
  const means = t(`quality.means.${finding.kind}`)
  switch (finding.kind) {
    case 'far-days': {
      const days = { first: format.day(finding.firstDay), last: format.day(finding.lastDay) }
      return { seen: t('quality.seen.far-days', days), means }
    }
    case 'joined':
    case 'unknown-code': {
      const { kind, count, lines } = finding
      return {
        seen: t(`quality.seen.${kind}`, { share: shareText(i18n, count, lines), lines: format.count(lines) }),
        means,
      }
    }
    case 'unmatched': {
      if (finding.count === 0) return { seen: t('quality.seen.unmatchedFine'), means: t('quality.means.unmatchedFine') }
      const codes = finding.codes.slice(0, NAMED_CODES).map(({ code }) => code)
      return { seen: t('quality.seen.unmatched', { codes: codes.join(', ') }), means }
    }
    case 'collisions':
      return { seen: t('quality.seen.collisions', { codes: finding.codes.slice(0, NAMED_CODES).join(', ') }), means }
    case 'no-row-issues':
    case 'padded':
      return { seen: t(`quality.seen.${finding.kind}`), means }
  }
}

/** Whether there is more to show than the sentences. */
export function hasDetails(finding: Finding): boolean {
  switch (finding.kind) {
    case 'row-issue':
      return true
    case 'unmatched':
      return finding.codes.length > 0
    case 'collisions':
      return finding.codes.length > NAMED_CODES
    case 'check':
      switch (finding.finding.code) {
        case 'product-join':
          return finding.finding.neverBought.length > 0
        case 'duplicate-rows':
        case 'outliers':
        case 'shared-id':
          return finding.finding.examples.length > 0
        default:
          return false
      }
    default:
      return false
  }
}
