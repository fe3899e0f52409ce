import { Alert, Snackbar, type AlertColor } from '@mui/material';
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

type Say = (text: string, tone?: AlertColor) => void;

const Context = createContext<Say>(() => undefined);

/** Shows a sentence at the foot of the window for a few seconds, announced to screen readers. */
export function useNotice(): Say {
  return useContext(Context);
}

interface Message {
  readonly text: string;
  readonly tone: AlertColor;
  readonly no: number;
}

/** Provides {@link useNotice} to everything below. */
export function NoticeProvider({ children }: { readonly children: ReactNode }) {
  const [message, setMessage] = useState<Message | null>(null);
  const [open, setOpen] = useState(false);
  const say = useCallback<Say>((text, tone = 'success') => {
    setMessage((last) => ({ text, tone, no: (last?.no ?? 0) + 1 }));
    setOpen(true);
  }, []);
  return (
    <Context value={say}>
      {children}
      <Snackbar
        key={message?.no ?? 0}
        open={open}
        autoHideDuration={message?.tone === 'error' ? 12_000 : 3000}
        onClose={(_event, reason) => {
          if (reason !== 'clickaway') setOpen(false);
        }}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      >
        <Alert
          severity={message?.tone ?? 'success'}
          onClose={() => setOpen(false)}
          role={message?.tone === 'error' ? 'alert' : 'status'}
          sx={{ border: 1, borderColor: 'divider', boxShadow: 3 }}
        >
          {message?.text}
        </Alert>
      </Snackbar>
    </Context>
  );
}
