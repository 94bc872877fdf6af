<?php

declare(strict_types=1);

namespace Libonoffice;

/**
 * Resource types of the API, each with the verbs that it takes.
 *
 * https://apidoc.onoffice.de/actions/
 */
final class ResourceType
{
    /** do */
    public const ACCESS_CONTROL = 'accessControl';
    /** get */
    public const ACTION_KIND_TYPES = 'actionkindtypes';
    /** read, create, modify */
    public const ADDRESS = 'address';
    /** get */
    public const ADDRESS_COMPLETION_FIELDS = 'addressCompletionFields';
    /** get */
    public const ADDRESS_HIERARCHY_CONTACTS = 'addressHierarchyContacts';
    /** read, create, modify */
    public const AGENTS_LOG = 'agentslog';
    /** do */
    public const APPOINTMENT_AFFIRMATION = 'appointmentAffirmation';
    /** get */
    public const APPOINTMENT_CONFLICTS = 'appointmentConflicts';
    /** get */
    public const APPOINTMENT_DOCUMENT = 'appointmentdocument';
    /** get */
    public const APPOINTMENT_LIST = 'appointmentList';
    /** read */
    public const BASIC_SETTINGS = 'basicsettings';
    /** read, create, modify, delete */
    public const CALENDAR = 'calendar';
    /** get */
    public const CALENDAR_RESOURCES = 'calendarResources';
    /** get */
    public const CHECK_USER_RECORDS_RIGHT = 'checkuserrecordsright';
    /** get */
    public const CONFIG_NEW_ADDRESS_FIELDS = 'confignewaddressfields';
    /** do */
    public const CONTACT_ADDRESS = 'contactaddress';
    /** do */
    public const CREATE_ESTATE_TRACKING_ACCOUNT = 'createestatetrackingaccount';
    /** get */
    public const DEFAULT_ATTACHMENTS = 'defaultAttachments';
    /** get */
    public const DISTINCT_VALUES = 'distinctValues';
    /** get */
    public const DOWNLOAD_FILES = 'downloadFiles';
    /** get, do */
    public const EMAIL_ASSIGNMENTS = 'emailassignments';
    /** get */
    public const EMAIL_INFO = 'emailInfo';
    /** get */
    public const EMAIL_SIGNATURE = 'emailsignature';
    /** get */
    public const EMAIL_TEMPLATE_FOLDERS = 'emailtemplatefolders';
    /** read, create, modify */
    public const ESTATE = 'estate';
    /** get */
    public const ESTATE_CATEGORIES = 'estateCategories';
    /** get */
    public const ESTATE_PICTURES = 'estatepictures';
    /** get */
    public const ESTATE_TRACKING_DETAILS = 'estatetrackingdetails';
    /** do */
    public const EXECUTE_MARKETPLACE_WEBHOOKS = 'executeMarketplaceWebhooks';
    /** get */
    public const FIELDS = 'fields';
    /** get, modify, delete */
    public const FILE = 'file';
    /** modify, delete */
    public const FILE_RELATION = 'fileRelation';
    /** get */
    public const FILTERS = 'filters';
    /** get */
    public const GET_LINK = 'getlink';
    /** get */
    public const GET_MARKETPLACE_INVOICE_RECIPIENT = 'getMarketplaceInvoiceRecipient';
    /** get */
    public const GROUPS = 'groups';
    /** get */
    public const IDS_FROM_RELATION = 'idsfromrelation';
    /** read */
    public const IMPRESSUM = 'impressum';
    /** read */
    public const LOG = 'log';
    /** get */
    public const MACRO_RESOLVE = 'macroresolve';
    /** do */
    public const MARKETPLACE_CANCEL_ABO = 'marketplaceCancelAbo';
    /** read */
    public const MESSENGER_CHAT_ROOM_PARTICIPANTS = 'messengerchatroomparticipants';
    /** read */
    public const MESSENGER_ROOM_LIST = 'messengerroomlist';
    /** do */
    public const MESSENGER_SEND_MESSAGE_ROOM = 'messengersendmessageroom';
    /** get */
    public const MULTISELECT_CONFIGURATION = 'multiselectconfiguration';
    public const MULTISELECT_KEY = 'multiselectkey';
    /** get, do */
    public const PDF = 'pdf';
    /** get, do */
    public const PRICE_OFFER = 'priceOffer';
    /** get */
    public const QUALIFIED_SUITORS = 'qualifiedsuitors';
    /** read */
    public const RECORDS_LAST_SEEN = 'recordsLastSeen';
    /** get */
    public const REGIONS = 'regions';
    /** get */
    public const REGIONS_LIVE_SEARCH = 'regionsLiveSearch';
    /** do */
    public const REGISTER_NEWSLETTER = 'registerNewsletter';
    /** create, modify, delete */
    public const RELATION = 'relation';
    /** get */
    public const SEARCH = 'search';
    /** create, modify, delete */
    public const SEARCH_CRITERIA = 'searchcriteria';
    /** get */
    public const SEARCH_CRITERIA_FIELDS = 'searchCriteriaFields';
    /** get */
    public const SEARCH_CRITERIAS = 'searchcriterias';
    /** do */
    public const SEND_ADDRESS_COMPLETION = 'sendaddresscompletion';
    /** do */
    public const SEND_MAIL = 'sendmail';
    /** get */
    public const STATISTIC_WIDGETS = 'statisticWidgets';
    /** do */
    public const SUBSEQUENT_PAYMENT_LINK = 'subsequentPaymentLink';
    /** read, create, modify */
    public const TASK = 'task';
    /** get */
    public const TEMPLATES = 'templates';
    /** modify */
    public const TIME_TRACKING = 'timetracking';
    /** do */
    public const TRANSACTION_REFUND = 'transactionRefund';
    /** do */
    public const UNLOCK_PROVIDER = 'unlockProvider';
    /** do */
    public const UPLOAD_FILE = 'uploadfile';
    /** read */
    public const USER = 'user';
    /** read */
    public const USER_PHOTO = 'userphoto';
    /** get */
    public const USERS = 'users';
    /** create */
    public const WORKING_LIST = 'workinglist';
}
