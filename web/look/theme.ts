// How the pages look: an assay office, paper, graphite and a stamp. The colours and their contrast are in look.css.
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** Gold is for the mark and for the one primary action of a screen. */
const gold: MantineColorsTuple = [
  '#fdf7e6',
  '#f8ecc9',
  '#f2dd9c',
  '#ebcd6c',
  '#e5be4a',
  '#e0b23e',
  '#d3a437',
  '#a87f22',
  '#755600',
  '#4d3900',
]

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  colors: { gold },
  primaryColor: 'gold',
  primaryShade: { light: 5, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  defaultRadius: 'sm',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.25rem' }, h2: { fontSize: '1rem' }, h3: { fontSize: '0.875rem' } },
  },
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'default' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Tooltip: {
      defaultProps: { withArrow: true, multiline: true, maw: 360, events: { hover: true, focus: true, touch: true } },
    },
    Modal: {
      defaultProps: {
        transitionProps: { duration: 100 },
        centered: true,
        // The page has a banner landmark already, and a second one leads nowhere.
        attributes: { header: { role: 'none' } },
      },
    },
    Menu: { defaultProps: { transitionProps: { duration: 80 } } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
})

const colours = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--quiet)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-placeholder': 'var(--quiet)',
  '--mantine-color-anchor': 'var(--ink)',
  '--mantine-color-error': 'var(--revoked)',
  '--mantine-color-disabled': 'var(--hover)',
  '--mantine-color-disabled-color': 'var(--quiet)',
}

export const colourVariables: CSSVariablesResolver = () => ({ variables: {}, light: colours, dark: colours })
