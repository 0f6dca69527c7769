import { useStore } from 'zustand'
import type { FileChoice } from '../../core/ingest/file-choice.ts'
import type { FileReport } from '../../protocol/dataset-report.ts'
import { useStores } from '../stores.ts'

/** What the analyst decided about each file, and how to decide otherwise. */
export interface FileChoiceAccess {
  readonly choiceOf: (sourceName: string) => FileChoice
  /** Whether every file behind a card can be read again. */
  readonly isAtHand: (report: FileReport) => boolean
  /** Read one source again with a changed choice; what is not in the change stays. */
  readonly changeSource: (sourceName: string, change: FileChoice) => Promise<void>
  /** The same for every source behind a card, one after the other. */
  readonly change: (report: FileReport, change: FileChoice) => Promise<void>
}

/** Choices by hand, and the reading anew that they bring. */
export function useFileChoice(): FileChoiceAccess {
  const { dataset } = useStores()
  const choices = useStore(dataset, (state) => state.choices)
  const atHand = useStore(dataset, (state) => state.sourceNames)
  const changeSource = (sourceName: string, change: FileChoice) =>
    dataset.getState().reread(sourceName, { ...choices[sourceName], ...change })
  return {
    choiceOf: (sourceName) => choices[sourceName] ?? {},
    isAtHand: (report) => report.sourceNames.every((name) => atHand.includes(name)),
    changeSource,
    change: async (report, change) => {
      for (const sourceName of report.sourceNames) await changeSource(sourceName, change)
    },
  }
}
