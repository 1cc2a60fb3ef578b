// The files of open pages disappear with the next release: what can no longer be loaded exists under another name.
import { isSomethingOpen } from '../asking/ended-session.ts'

const RELOADED = 'assay-reloaded-for'

/** Reloads the page when a file is gone, once per file and only where no input is lost by it. Otherwise the page shows the failure. */
export function reloadForFile({ payload }: VitePreloadErrorEvent): void {
  const done = sessionStorage.getItem(RELOADED) ?? ''
  if (!navigator.onLine || isSomethingOpen() || done.includes(payload.message)) return
  sessionStorage.setItem(RELOADED, `${done}${payload.message}\n`)
  location.reload()
}
