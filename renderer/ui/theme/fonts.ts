// Metric-compatible with Arial, the face the office's papers are written in; bundled, nothing is fetched.
import '@fontsource/arimo/latin-400.css';
import '@fontsource/arimo/latin-600.css';
import '@fontsource/arimo/latin-700.css';
