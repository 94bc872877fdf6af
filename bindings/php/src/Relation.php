<?php

declare(strict_types=1);

namespace Libonoffice;

/**
 * Relation types, for the calls relation and idsfromrelation.
 *
 * https://apidoc.onoffice.de/actions/informationen-abfragen/relationen/
 */
final class Relation
{
    private const PREFIX = 'urn:onoffice-de-ns:smart:2.5:relationTypes:';

    public const ADDRESS_ADDRESS_IS_TIPPGEBER_OF = self::PREFIX . 'address:address:isTippgeberOf';
    public const ADDRESS_CONTACT_ADDRESS = self::PREFIX . 'address:contact:address';
    public const ADDRESS_ESTATE_CONTACTED = self::PREFIX . 'address:estate:contacted';
    public const ADDRESS_ESTATE_MATCHING = self::PREFIX . 'address:estate:matching';
    public const ADDRESS_ESTATE_OFFER = self::PREFIX . 'address:estate:offer';
    public const ADDRESS_ESTATE_OFFER_BY_AGENTS_LOG =
        self::PREFIX . 'address:estate:offerByAgentsLog';
    public const ADDRESS_ESTATE_TIPP = self::PREFIX . 'address:estate:tipp';
    public const ADDRESS_FILE_ATTACHMENT = self::PREFIX . 'address:file:attachment';
    public const ADDRESS_MAIL = self::PREFIX . 'address:mail';
    public const ADDRESS_PROCESS = self::PREFIX . 'address:process';
    public const ADDRESS_RESUBMISSION = self::PREFIX . 'address:resubmission';
    public const ADDRESS_SEARCHCRITERIA = self::PREFIX . 'address:searchcriteria';
    public const ADDRESS_USER_ADDITIONAL_OFFICERS =
        self::PREFIX . 'address:user:additionalOfficers';
    public const ADDRESS_USER_OFFICER = self::PREFIX . 'address:user:officer';
    public const ADDRESS_USER_STRANGE_NAME_RELATION =
        self::PREFIX . 'address:user:strangeNameRelation';
    public const ADDRESS_USER_SYNC = self::PREFIX . 'address:user:sync';
    public const AGENTS_LOG_ADDRESS = self::PREFIX . 'agentsLog:address';
    public const AGENTS_LOG_ATTACHMENT_DOWNLOAD = self::PREFIX . 'agentsLog:attachment:download';
    public const AGENTS_LOG_ESTATE = self::PREFIX . 'agentsLog:estate';
    public const AGENTS_LOG_FILE_ATTACHMENT = self::PREFIX . 'agentsLog:file:attachment';
    public const AGENTS_LOG_MAIL_ADDRESS = self::PREFIX . 'agentsLogMail:address';
    public const AGENTS_LOG_MAIL_ESTATE = self::PREFIX . 'agentsLogMail:estate';
    public const BILLING_ESTATE = self::PREFIX . 'billing:estate';
    public const CALENDAR_ADDRESS = self::PREFIX . 'calendar:address';
    public const CALENDAR_ESTATE = self::PREFIX . 'calendar:estate';
    public const CALENDAR_FILE_ATTACHMENT = self::PREFIX . 'calendar:file:attachment';
    public const COMPLEX_ESTATE_UNITS = self::PREFIX . 'complex:estate:units';
    public const CUSTOMER_ADDRESS_CONTACT = self::PREFIX . 'customer:address:contact';
    public const ESTATE_ADDRESS_BUYER = self::PREFIX . 'estate:address:buyer';
    public const ESTATE_ADDRESS_CONTACT_PERSON = self::PREFIX . 'estate:address:contactPerson';
    public const ESTATE_ADDRESS_CONTACT_PERSON_ALL =
        self::PREFIX . 'estate:address:contactPersonAll';
    public const ESTATE_ADDRESS_INTERESTED = self::PREFIX . 'estate:address:interested';
    public const ESTATE_ADDRESS_MATCHING = self::PREFIX . 'estate:address:matching';
    public const ESTATE_ADDRESS_OWNER = self::PREFIX . 'estate:address:owner';
    public const ESTATE_ADDRESS_RENTER = self::PREFIX . 'estate:address:renter';
    public const ESTATE_ADDRESS_TENANT = self::PREFIX . 'estate:address:tenant';
    public const ESTATE_ALL_FILES = self::PREFIX . 'estate:allFiles';
    public const ESTATE_ESTATE_UNIT = self::PREFIX . 'estate:estateUnit';
    public const ESTATE_FILE_ALLLINKS = self::PREFIX . 'estate:file:alllinks';
    public const ESTATE_FILE_ALLPICTURES = self::PREFIX . 'estate:file:allpictures';
    public const ESTATE_FILE_ALLPICTURES_EXCEPT_TITELBILD =
        self::PREFIX . 'estate:file:allpicturesExceptTitelbild';
    public const ESTATE_FILE_FOTO = self::PREFIX . 'estate:file:foto';
    public const ESTATE_FILE_GRUNDRISS = self::PREFIX . 'estate:file:grundriss';
    public const ESTATE_FILE_TITELBILD = self::PREFIX . 'estate:file:titelbild';
    public const ESTATE_MAIL = self::PREFIX . 'estate:mail';
    public const ESTATE_USER_ASSIGNMENT = self::PREFIX . 'estate:user:assignment';
    public const ESTATE_USER_OFFICER = self::PREFIX . 'estate:user:officer';
    public const ESTATE_TRACKING_ESTATE = self::PREFIX . 'estateTracking:estate';
    public const JOB_ESTATE = self::PREFIX . 'job:estate';
    public const PROJECT_ADDRESS = self::PREFIX . 'project:address';
    public const PROJECT_AGENTSLOG = self::PREFIX . 'project:agentslog';
    public const PROJECT_CALENDAR = self::PREFIX . 'project:calendar';
    public const PROJECT_ESTATE = self::PREFIX . 'project:estate';
    public const PROJECT_FILE_ATTACHMENT = self::PREFIX . 'project:file:attachment';
    public const PROJECT_TASK_CUSTOMER = self::PREFIX . 'project:task:customer';
    public const TASK_ADDRESS = self::PREFIX . 'task:address';
    public const TASK_ESTATE = self::PREFIX . 'task:estate';
    public const TASK_FILE_ATTACHMENT = self::PREFIX . 'task:file:attachment';
    public const TEMPLATE_MANAGEMENT_EMAIL_ATTACHMENT =
        self::PREFIX . 'templateManagement:email:attachment';
    public const TEMPLATE_MANAGEMENT_EMAIL_DOCUMENT_ATTRIBUTES =
        self::PREFIX . 'templateManagement:email:documentAttributes';
    public const USER_ADDRESS = self::PREFIX . 'user:address';
    public const USER_ADDRESS_BIRTHDAY = self::PREFIX . 'user:address:birthday';
    public const USER_MESSENGER_USER_IS = self::PREFIX . 'user:messengerUser:is';
}
