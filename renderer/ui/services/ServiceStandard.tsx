import type { OfficeIdentity } from '../../../shared/office/master.ts';
import type { ServiceDefinition } from '../../../shared/services/definition.ts';
import { actorText, requirementLines } from '../../../shared/services/standard.ts';
import { laporLinks } from './lapor-links.ts';
import { useTexts } from '../texts/index.ts';
import { Letterhead } from '../print/Letterhead.tsx';
import '../print/sheet.css';
import './service.css';

interface Props {
  readonly office: OfficeIdentity;
  readonly service: ServiceDefinition;
  readonly paper: 'A4' | 'F4';
}

/** A service standard as it hangs on the wall: every part the published one has, in its order. */
export function ServiceStandard({ office, service, paper }: Props) {
  const t = useTexts();
  return (
    <div className="service paper-list" data-paper={paper}>
      <Letterhead office={office} />
      <h1>{t('services.paper.title')}</h1>
      <div className="service-name">{service.title}</div>
      <div className="service-decree">
        {service.decree !== null && `${t('services.section.decree')}: ${service.decree}`}
      </div>
      <h2>{t('services.section.requirements')}</h2>
      <ol>
        {requirementLines(service).map(({ code, title, orNext }) => (
          <li key={code}>{orNext ? t('services.orNext', { title }) : title}</li>
        ))}
      </ol>
      <h2>{t('services.section.procedure')}</h2>
      <ol>
        {service.steps.map(({ code, text, actors }) => (
          <li key={code}>
            {text}
            <div className="service-actor">{t('services.actor', { who: actorText(actors) })}</div>
          </li>
        ))}
      </ol>
      <h2>{t('services.section.time')}</h2>
      <p>{t('services.months', { count: service.months })}</p>
      <h2>{t('services.section.fee')}</h2>
      <p>{service.fee}</p>
      <h2>{t('services.section.product')}</h2>
      <p>{service.product}</p>
      <h2>{t('services.section.complaints')}</h2>
      <p>{service.complaints}</p>
      {service.lapor && (
        <>
          <p>{t('services.lapor.text')}</p>
          <ol className="service-links">
            {laporLinks.map(({ text, url }) => (
              <li key={url}>{`${t(text)}: ${url}`}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
