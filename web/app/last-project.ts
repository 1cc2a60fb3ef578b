const KEY = 'assay-last-project'

/** The project that was viewed last in this browser. A browser without storage forgets it. */
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
      // Only the next visit depends on it.
    }
  },
}
