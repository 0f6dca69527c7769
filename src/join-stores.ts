import { listChoice } from './state/list-choice.ts'
import { DATA_OPTION } from './state/route-store.ts'
import type { Stores } from './views/stores.ts'

/**
 * Let one concern follow another; no store knows a second one.
 *
 * data -> client list, overview, model -> recommendations <- route -> client
 */
export function joinStores({
  route,
  dataset,
  overview,
  clientList,
  client,
  recommendation,
  model,
  exports,
}: Stores): void {
  const askForList = () => {
    const { screen, id, options } = route.getState().view
    const trained = model.getState().model
    const { summary } = dataset.getState()
    const asked = screen === 'client' && id !== null && trained !== null && summary !== null
    const question = asked ? { clientId: id, evidenceId: trained.evidenceId, ...listChoice(options) } : null
    return recommendation.getState().ask(question)
  }
  const openClient = () => {
    const { screen, id, options } = route.getState().view
    const { summary } = dataset.getState()
    const list = askForList()
    if (screen === 'client') void client.getState().open(id, summary?.version ?? null, list)
    const unmarked = screen === 'client' && id !== null && !options.has(DATA_OPTION)
    if (unmarked && summary !== null) route.getState().setOption(DATA_OPTION, summary.fingerprint)
  }

  dataset.subscribe((state, before) => {
    if (state.summary === before.summary) return
    if (state.summary === null) {
      clientList.getState().clear()
      overview.getState().clear()
    } else {
      clientList.getState().refresh()
    }
    model.getState().dataChanged(state.summary)
    openClient()
  })
  model.subscribe((state, before) => {
    if (state.model === before.model) return
    exports.getState().modelChanged()
    void askForList()
  })
  route.subscribe((state, before) => {
    if (state.view !== before.view) openClient()
  })
  openClient()
}
