import type { Random } from '../matrix/random.ts'
import { dateNumber, MS_PER_DAY } from './calendar.ts'
import type { CsvBytes } from './csv-bytes.ts'
import { createSampler, logNormal, type Sampler, shuffle } from './sampling.ts'
import type { DaySession } from './sessions.ts'
import { DEVICE_ROWS, DEVICES, type ShopSize, SOURCE_ROWS, SOURCES, UNITS } from './shop-size.ts'

export const ACTION_HEADER =
  'clnt_id,sess_id,hit_seq,action_type,biz_unit,sess_dt,hit_tm,hit_pss_tm,trans_id,sech_kwd,tot_pag_view_ct,tot_sess_hr_v,trfc_src,dvc_ctg_nm\n'

/** Chance that a session comes from the client's usual source and device. */
const USUAL = 0.65

/** What the rows hold, for the truth file and the tests. */
export interface ActionCounts {
  rows: number
  /** By action type, 0 to 8. */
  readonly types: number[]
  missingPageCounts: number
  missingSessionSeconds: number
  readonly keywords: Set<string>
}

/** Writes the sessions of clients as rows: those with a keyword to one buffer, all others to another, unsorted within a session. */
export interface ActionRows {
  readonly writeClient: (
    random: Random,
    clientId: number,
    sessions: readonly DaySession[],
    plain: CsvBytes,
    searches: CsvBytes,
  ) => void
  readonly counts: ActionCounts
}

interface Visit {
  readonly pages: number
  readonly seconds: number
  readonly source: string
  readonly device: string
}

/** -1 stands for an empty cell. */
const EMPTY = -1

export function createActionRows(size: ShopSize): ActionRows {
  const sources = SOURCE_ROWS.map(createSampler)
  const devices = DEVICE_ROWS.map(createSampler)
  const totalRows = size.actionRows.reduce((a, b) => a + b, 0)
  const counts: ActionCounts = {
    rows: 0,
    types: Array.from({ length: 9 }, () => 0),
    missingPageCounts: 0,
    missingSessionSeconds: 0,
    keywords: new Set(),
  }

  function describe(random: Random, session: DaySession, usual: readonly { source: number; device: number }[]): Visit {
    const { unit, hits } = session
    const habit = usual[unit]!
    const drawn = (kept: number, sampler: Sampler): number => (random.next() < USUAL ? kept : sampler.draw(random))
    const source = SOURCES[drawn(habit.source, sources[unit]!)]!
    const device = DEVICES[drawn(habit.device, devices[unit]!)]!
    const lastMs = hits.at(-1)!.ms - session.startMs
    const done = counts.rows / totalRows
    // A visit of one page has no length: as in the real data its seconds are empty, now and then its page count too.
    if (hits.length === 1 && lastMs === 0 && counts.missingSessionSeconds <= done * size.missingSessionSeconds) {
      counts.missingSessionSeconds++
      const noPages = counts.missingPageCounts <= done * size.missingPageCounts
      if (noPages) counts.missingPageCounts++
      return { pages: noPages ? EMPTY : 1, seconds: EMPTY, source, device }
    }
    const pages = hits.length + 1 + Math.floor(random.exponential() * (0.8 + hits.length * 1.05))
    const seconds = Math.ceil(lastMs / 1000) + 1 + Math.round(logNormal(random, 3, 1))
    return { pages, seconds, source, device }
  }

  function writeClient(
    random: Random,
    clientId: number,
    sessions: readonly DaySession[],
    plain: CsvBytes,
    searches: CsvBytes,
  ): void {
    const usual = sources.map((sampler, unit) => ({
      source: sampler.draw(random),
      device: devices[unit]!.draw(random),
    }))
    const order = new Uint32Array(sessions.length).map((_, position) => position)
    shuffle(random, order)
    for (const position of order) {
      const session = sessions[position]!
      const visit = describe(random, session, usual)
      const { hits } = session
      const date = dateNumber(session.day)
      const unit = UNITS[session.unit]
      const rows = new Uint32Array(hits.length).map((_, row) => row)
      shuffle(random, rows)
      for (const row of rows) {
        const hit = hits[row]!
        const out = hit.keyword === '' ? plain : searches
        out.number(clientId)
        out.number(position + 1)
        out.number(row + 1)
        out.number(hit.type)
        out.raw(unit)
        out.comma()
        out.number(date)
        out.minute(Math.floor((hit.ms % MS_PER_DAY) / 60_000))
        out.number(hit.ms - session.startMs)
        if (hit.transId > 0) out.number(hit.transId)
        else out.comma()
        out.text(hit.keyword)
        if (visit.pages === EMPTY) out.comma()
        else out.number(visit.pages)
        if (visit.seconds === EMPTY) out.comma()
        else out.number(visit.seconds)
        out.text(visit.source)
        out.text(visit.device)
        out.endRow()
        counts.types[hit.type]! += 1
        if (hit.keyword !== '') counts.keywords.add(hit.keyword)
      }
      counts.rows += hits.length
    }
  }

  return { writeClient, counts }
}
