import { Button, type ButtonProps } from '@mui/material';
import { useRef, type ReactNode } from 'react';

interface Props extends Omit<ButtonProps, 'onClick' | 'component' | 'type'> {
  /** File types as the browser's dialog takes them. */
  readonly accept: string;
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
}

/** A button that asks for one file. The field behind it is no control of its own: only the button is reached. */
export function FileButton({ accept, onFile, children, ...rest }: Props) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...rest} onClick={() => field.current?.click()}>
        {children}
      </Button>
      <input
        ref={field}
        hidden
        type="file"
        accept={accept}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) onFile(file);
          // The same file, corrected, may be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}
