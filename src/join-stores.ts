import { joinRowBrowser } from './join-row-browser.ts'
import { fixesOfChoices } from './state/fix-list.ts'
import { listChoice, typedWords } from './state/list-choice.ts'
import { refineHindrance } from './state/refine-hindrance.ts'
import { DATA_OPTION } from './state/route-store.ts'
import type { Stores } from './views/stores.ts'

/**
 * Let one concern follow another; no store knows a second one.
 *
 * kept -> data -> problems, client list, overview, model -> recommendations <- route -> client; data <-> quality (repairs);
 * data, model -> refine;
 * data -> row browser <-> route, data -> dictionary
 */
export function joinStores({
  route,
  dataset,
  kept,
  problems,
  quality,
  rowBrowser,
  dictionary,
  overview,
  clientList,
  client,
  recommendation,
  model,
  refine,
  exports,
}: Stores): void {
  const askForList = () => {
    const { screen, id, options } = route.getState().view
    const trained = model.getState().model
    const { summary } = dataset.getState()
    if (trained === null || summary === null) return recommendation.getState().ask(null)
    const { evidenceId } = trained
    const { models } = trained.summary
    const choice = listChoice(options, models)
    // The card says why instead.
    if (models.find(({ id: model }) => model === choice.model)?.leftOut != null)
      return recommendation.getState().ask(null)
    if (screen === 'client' && id !== null)
      return recommendation.getState().ask({ clientId: id, evidenceId, ...choice })
    const words = screen === 'what-if' ? typedWords(options) : []
    return recommendation.getState().ask(words.length > 0 ? { clientId: null, words, evidenceId, ...choice } : null)
  }
  const followRefinement = () => {
    const hindrance = refineHindrance(dataset.getState().summary, model.getState())
    if (hindrance !== null) {
      refine.getState().follow({ kind: hindrance })
      return
    }
    // Nobody needs the rest before the first press of a button. Where it cannot be fetched, nothing is refined.
    import('./state/refine-outlook.ts').then(
      ({ refineOutlook }) => {
        refine.getState().follow(refineOutlook(dataset.getState().summary, model.getState()))
      },
      () => undefined,
    )
  }
  const openClient = () => {
    const { screen, id, options } = route.getState().view
    const { summary } = dataset.getState()
    const list = askForList()
    if (screen === 'client') void client.getState().open(id, summary?.version ?? null, list)
    const names = (screen === 'client' && id !== null) || (screen === 'what-if' && options.has('words'))
    const unmarked = names && !options.has(DATA_OPTION)
    if (unmarked && summary !== null) route.getState().setOption(DATA_OPTION, summary.fingerprint)
  }

  dataset.subscribe((state, before) => {
    if (state.summary === before.summary && state.choices === before.choices) return
    if (state.summary === null) problems.getState().clear()
    else problems.getState().dataChanged(fixesOfChoices(state.choices))
  })
  dataset.subscribe((state, before) => {
    if (state.summary === before.summary) return
    dictionary.getState().clear()
    if (state.summary === null) {
      clientList.getState().clear()
      quality.getState().clear()
      overview.getState().clear()
    } else {
      clientList.getState().refresh()
    }
    model.getState().dataChanged(state.summary)
    refine.getState().dataChanged(state.summary?.fingerprint ?? null)
    followRefinement()
    openClient()
  })
  quality.subscribe((state, before) => {
    const { repaired } = state
    if (repaired !== null && repaired !== before.repaired) dataset.getState().take(repaired)
  })
  model.subscribe((state, before) => {
    if (state.model === before.model) return
    exports.getState().modelChanged()
    void askForList()
  })
  model.subscribe((state, before) => {
    const { model: trained, als, training, evaluating } = state
    const isSameRun = training.phase === before.training.phase && evaluating.phase === before.evaluating.phase
    if (trained !== before.model || als !== before.als || !isSameRun) followRefinement()
  })
  route.subscribe((state, before) => {
    if (state.view !== before.view) openClient()
  })
  kept.subscribe((state, before) => {
    if (state.reopened !== before.reopened && state.reopened !== null) dataset.getState().take(state.reopened)
    // A link to a client or a figure asks for the data behind it; on the Data screen the analyst is asked first.
    const { load, summary } = dataset.getState()
    const isFirstLook = before.found === null && state.found?.state === 'kept'
    const isWaiting = summary === null && load.phase === 'idle' && route.getState().view.screen !== 'data'
    if (isFirstLook && isWaiting) void kept.getState().reopen()
  })
  dataset.subscribe((state, before) => {
    if (state.load !== before.load && state.load.phase === 'loading') kept.getState().stopReopening()
  })
  void kept.getState().look()
  joinRowBrowser({ route, dataset, rowBrowser })
  openClient()
}
