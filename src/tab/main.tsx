import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './styles/base.css';
import './styles/tags.css';
import './styles/list.css';

window.history.scrollRestoration = 'manual';
createRoot(document.getElementById('tab')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
