import Search from '@mui/icons-material/Search';
import { InputAdornment, InputBase, Paper } from '@mui/material';
import { useState, type FormEvent, type RefObject } from 'react';
import { useNavigate } from 'react-router';
import { Kbd } from '../kit/index.ts';
import { useTexts } from '../texts/index.ts';

/** Search from any screen: the words go to the agenda book, in its address as `?cari=`. The book has its own field. */
export function SearchBox({ input }: { readonly input: RefObject<HTMLInputElement | null> }) {
  const t = useTexts();
  const navigate = useNavigate();
  const [draft, setDraft] = useState('');

  function submit(event: FormEvent): void {
    event.preventDefault();
    void navigate(`/?cari=${encodeURIComponent(draft)}`);
  }
  return (
    <Paper
      component="form"
      role="search"
      variant="outlined"
      onSubmit={submit}
      sx={{
        // Where room is short, it gives way before the words beside it.
        flex: '0 9999 460px',
        minWidth: 0,
        px: 1,
        height: 32,
        display: 'flex',
        alignItems: 'center',
        '&:focus-within': { borderColor: 'primary.main' },
      }}
    >
      <InputBase
        fullWidth
        inputRef={input}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setDraft('');
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
