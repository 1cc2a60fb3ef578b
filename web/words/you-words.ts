export const youWords = {
  title: 'Preferences',
  scheme: 'Theme',
  schemes: { auto: 'Same as system', light: 'Light', dark: 'Dark' },
  account: 'Password, second factor and sessions',
  accountHint: 'Managed on separate pages, which work without JavaScript.',
} as const
