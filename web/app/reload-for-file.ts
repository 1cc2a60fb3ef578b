// The files of pages that are open go with the next release: what cannot be loaded any more is there under another name.
import { isSomethingOpen } from '../asking/ended-session.ts'

const RELOADED = 'assay-reloaded-for'

/** Loads the page again for a file that is gone, once for each and where nothing is lost by it; else the page says that it failed. */
export function reloadForFile({ payload }: VitePreloadErrorEvent): void {
  const done = sessionStorage.getItem(RELOADED) ?? ''
  if (!navigator.onLine || isSomethingOpen() || done.includes(payload.message)) return
  sessionStorage.setItem(RELOADED, `${done}${payload.message}\n`)
  location.reload()
}
