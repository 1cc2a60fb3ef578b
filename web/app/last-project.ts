const KEY = 'assay-last-project'

/** Which project somebody looked at last, in this browser. Browsers that keep nothing forget it. */
export const lastProject = {
  read(): string | null {
    try {
      return localStorage.getItem(KEY)
    } catch {
      return null
    }
  },
  write(id: string): void {
    try {
      localStorage.setItem(KEY, id)
    } catch {
      // Nothing but the next visit depends on it.
    }
  },
}
