/** Gives the focus back to what a window was opened from, once the window is gone. */
export function focusAgain(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus())
}
