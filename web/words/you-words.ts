export const youWords = {
  title: 'You',
  scheme: 'Colours',
  schemes: { auto: 'As the system has them', light: 'Light', dark: 'Dark' },
  account: 'Password, second factor and where you are signed in',
  accountHint: 'These stand on pages of the server that do without script.',
} as const
