// The entry point of the pages. They get their data from the server under the session of the signed-in user (asking/); every sentence is in
// words/, every colour in look/. Each screen has a folder; what several screens share is in parts/.
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@mantine/core/styles.css'
import './look/look.css'
import { MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { Pages } from './app/pages.tsx'
import { reloadForFile } from './app/reload-for-file.ts'
import { watchingSession } from './asking/ended-session.ts'
import { colourVariables, theme } from './look/theme.ts'

const queries = new QueryClient({
  queryCache: new QueryCache(watchingSession),
  mutationCache: new MutationCache(watchingSession),
  // The client itself retries where that is safe.
  defaultOptions: {
    queries: { retry: false, staleTime: 2000, networkMode: 'always' },
    // Without a network a change fails at once and says so. It never waits for the network: the user who confirmed it may have left long
    // ago.
    mutations: { retry: false, networkMode: 'always' },
  },
})

addEventListener('vite:preloadError', reloadForFile)

const nonce = document.querySelector<HTMLMetaElement>('meta[name=assay-style-nonce]')?.content ?? ''
// The scroll lock behind dialogs also adds a style element, and takes its nonce from this global.
Object.assign(globalThis, { __webpack_nonce__: nonce })

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={colourVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Pages />
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
