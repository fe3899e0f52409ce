import Search from '@mui/icons-material/Search';
import { InputAdornment, InputBase, Paper } from '@mui/material';
import { useState, type FormEvent, type RefObject } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { Kbd } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

/**
 * The search of the whole program is the agenda book's own: the words stand in its address as `?q=`.
 * In the book it searches with every key; elsewhere Enter leads there.
 */
export function SearchBox({ input }: { readonly input: RefObject<HTMLInputElement | null> }) {
  const t = useTexts();
  const navigate = useNavigate();
  const inBook = useLocation().pathname === '/';
  const [params, setParams] = useSearchParams();
  const [draft, setDraft] = useState('');
  const value = inBook ? (params.get('q') ?? '') : draft;

  function type(text: string): void {
    if (!inBook) return setDraft(text);
    setParams(
      (known) => {
        const next = new URLSearchParams(known);
        if (text === '') next.delete('q');
        else next.set('q', text);
        return next;
      },
      { replace: true },
    );
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (inBook) return;
    void navigate(`/?q=${encodeURIComponent(draft)}`);
    setDraft('');
  }
  return (
    <Paper
      component="form"
      role="search"
      variant="outlined"
      onSubmit={submit}
      sx={{ flex: 1, maxWidth: 460, px: 1, height: 32, display: 'flex', alignItems: 'center' }}
    >
      <InputBase
        fullWidth
        inputRef={input}
        value={value}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            type('');
            input.current?.blur();
          }
        }}
        placeholder={t('app.search.placeholder')}
        sx={{ fontSize: '0.8125rem' }}
        slotProps={{ input: { 'aria-label': t('app.search.label'), autoComplete: 'off', spellCheck: false } }}
        startAdornment={
          <InputAdornment position="start">
            <Search fontSize="small" />
          </InputAdornment>
        }
        endAdornment={
          <InputAdornment position="end">
            <Kbd>/</Kbd>
          </InputAdornment>
        }
      />
    </Paper>
  );
}
